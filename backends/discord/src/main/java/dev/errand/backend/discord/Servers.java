package dev.errand.backend.discord;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import net.dv8tion.jda.api.entities.Guild;
import net.dv8tion.jda.api.entities.Member;
import net.dv8tion.jda.api.entities.Role;
import org.jspecify.annotations.Nullable;

/**
 * Which servers the bot listens in, and what their roles are as groups. Whoever invites the bot to
 * a server of their own may make a role {@code admin} there; so a role's bare name is a group only
 * where the configuration names the one server it is from.
 */
final class Servers {

    private final List<String> ids;

    Servers(List<String> ids) {
        this.ids = List.copyOf(ids);
    }

    boolean heard(@Nullable Guild guild) {
        return guild == null || ids.isEmpty() || ids.contains(guild.getId());
    }

    Set<String> groups(@Nullable Member member) {
        Set<String> groups = new HashSet<>();
        if (member == null) {
            return groups;
        }
        for (Role role : member.getUnsortedRoles()) {
            groups.add(role.getId());
            groups.add(
                    ids.size() == 1
                            ? role.getName()
                            : member.getGuild().getId() + "/" + role.getName());
        }
        return groups;
    }
}
