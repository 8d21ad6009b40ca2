package dev.errand.backend.contract;

import dev.errand.backend.spi.ChatContext;

/** The contract can be kept, with every feature and every ability. */
class MemoryChatContractTest extends ChatBackendContract {

    @Override
    protected ChatHarness open(ChatContext context) {
        return new MemoryChat(context.chat());
    }
}
