package dev.errand.docs;

// region roll
import dev.errand.api.Command;
import dev.errand.api.Default;
import dev.errand.api.Flag;
import dev.errand.api.Plugin;
import dev.errand.api.UserError;
import java.security.SecureRandom;
import java.util.List;

/** Rolls dice. */
public final class RollPlugin implements Plugin {

    private final SecureRandom random = new SecureRandom();

    @Command(
            value = "roll",
            description = "Rolls dice",
            examples = {"roll", "roll 3 --sides 20"})
    String roll(@Default("1") int dice, @Flag @Default("6") int sides) {
        if (dice < 1 || dice > 100 || sides < 2) {
            throw new UserError("Roll 1 to 100 dice of at least 2 sides.");
        }
        List<Integer> rolled = random.ints(dice, 1, sides + 1).boxed().toList();
        int sum = rolled.stream().mapToInt(Integer::intValue).sum();
        return rolled + " makes **" + sum + "**";
    }
}
// endregion
