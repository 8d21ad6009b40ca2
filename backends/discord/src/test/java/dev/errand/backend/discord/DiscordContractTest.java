package dev.errand.backend.discord;

import dev.errand.backend.contract.ChatBackendContract;
import dev.errand.backend.contract.ChatHarness;
import dev.errand.backend.spi.ChatContext;

/** The whole contract, with the real JDA against a fake Discord. */
class DiscordContractTest extends ChatBackendContract {

    @Override
    protected ChatHarness open(ChatContext context) throws Exception {
        FakeDiscord discord = new FakeDiscord();
        return new FakeDiscordHarness(discord, discord.settings(), context);
    }
}
