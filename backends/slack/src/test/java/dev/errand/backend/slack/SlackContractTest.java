package dev.errand.backend.slack;

import dev.errand.backend.contract.ChatBackendContract;
import dev.errand.backend.contract.ChatHarness;
import dev.errand.backend.spi.ChatContext;

/** The contract, kept by the vendor's real client against a fake Slack. */
class SlackContractTest extends ChatBackendContract {

    @Override
    protected ChatHarness open(ChatContext context) throws Exception {
        return new SlackHarness(context);
    }
}
