package dev.errand.platform.isolation;

import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.InputStream;

/** What the process of a plugin runs. It ends when its standard input does. */
final class ChildMain {

    private ChildMain() {}

    /**
     * Serves the host until it is gone.
     *
     * @param arguments the plugin's id, for those who look at a list of processes
     */
    public static void main(String[] arguments) {
        InputStream in = new FileInputStream(FileDescriptor.in);
        var out = new BufferedOutputStream(new FileOutputStream(FileDescriptor.out));
        // what a plugin prints must not get between the frames
        System.setOut(System.err);
        System.setIn(InputStream.nullInputStream());
        Signals.leaveToTheHost();
        ChildSide side = new ChildSide(in, out);
        side.serve();
        side.clear();
        // a plugin's threads must not keep the process without its host
        Runtime.getRuntime().halt(0);
    }
}
