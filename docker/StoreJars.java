import java.io.BufferedOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/**
 * Writes the JARs below a folder anew, with the same entries in the same order, not compressed: java StoreJars.java
 * FOLDER. A registry compresses each layer as a whole, which makes classes smaller by a third than compressing each of
 * them alone does; and none has to be inflated at the start.
 */
final class StoreJars {

    private StoreJars() {}

    public static void main(String[] args) throws IOException {
        List<Path> jars;
        try (Stream<Path> files = Files.walk(Path.of(args[0]))) {
            jars = files.filter(file -> file.toString().endsWith(".jar")).sorted().toList();
        }
        for (Path jar : jars) {
            store(jar);
        }
    }

    private static void store(Path jar) throws IOException {
        Path stored = jar.resolveSibling(jar.getFileName() + ".stored");
        try (ZipFile from = new ZipFile(jar.toFile());
                ZipOutputStream to =
                        new ZipOutputStream(new BufferedOutputStream(Files.newOutputStream(stored)))) {
            to.setMethod(ZipOutputStream.STORED);
            for (ZipEntry entry : from.stream().filter(entry -> !entry.isDirectory()).toList()) {
                byte[] content = from.getInputStream(entry).readAllBytes();
                CRC32 sum = new CRC32();
                sum.update(content);
                ZipEntry same = new ZipEntry(entry.getName());
                same.setTimeLocal(entry.getTimeLocal());
                same.setSize(content.length);
                same.setCrc(sum.getValue());
                to.putNextEntry(same);
                to.write(content);
                to.closeEntry();
            }
        }
        Files.move(stored, jar, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
    }
}
