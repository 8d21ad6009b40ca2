package dev.errand.platform.isolation;

import dev.errand.api.Call;
import dev.errand.api.Caller;
import dev.errand.api.Message;
import dev.errand.api.Reply;
import java.time.Duration;
import java.util.Map;

/** One run of a command or listener, as its method sees it in the plugin's process. */
final class ChildCall implements Call {

    private final Link link;
    private final long id;
    private final Caller caller;
    private final Message message;

    ChildCall(Link link, long id, Caller caller, Message message) {
        this.link = link;
        this.id = id;
        this.caller = caller;
        this.message = message;
    }

    @Override
    public Caller caller() {
        return caller;
    }

    @Override
    public Message message() {
        return message;
    }

    @Override
    public void say(Reply reply) {
        link.awaitAll("call.say", Map.of("call", id, "reply", Wire.reply(reply)));
    }

    @Override
    public void progress(Reply reply) {
        link.awaitAll("call.progress", Map.of("call", id, "reply", Wire.reply(reply)));
    }

    @Override
    public String ask(String question, Duration patience) throws InterruptedException {
        return link.await("call.ask", new Contract.Question(id, question, patience)).asString();
    }

    @Override
    public boolean confirm(String question) throws InterruptedException {
        return link.await("call.confirm", new Contract.Question(id, question, PATIENCE))
                .asBoolean();
    }
}
