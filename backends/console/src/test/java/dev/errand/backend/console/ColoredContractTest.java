package dev.errand.backend.console;

import dev.errand.backend.contract.ChatBackendContract;
import dev.errand.backend.contract.ChatHarness;
import dev.errand.backend.spi.ChatContext;

class ColoredContractTest extends ChatBackendContract {

    @Override
    protected ChatHarness open(ChatContext context) {
        return new ScriptHarness(
                context, new ConsoleSettings("admin", ConsoleSettings.Color.ALWAYS));
    }
}
