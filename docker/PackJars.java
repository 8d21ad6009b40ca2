import java.io.BufferedOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.objectweb.asm.AnnotationVisitor;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/**
 * Writes the JARs below a folder anew, for the image: java -cp lib/asm-*.jar PackJars.java FOLDER.
 *
 * <p>Not compressed: a registry compresses each layer as a whole, which makes classes smaller by a third than compressing
 * each of them alone does; and none has to be inflated at the start. And without what nothing in the image reads: the
 * libraries' names of local variables, which only a debugger shows, what Kotlin's reflection would read, which is not
 * there, and native code for other systems. Line numbers stay, and our own classes stay as they are: with the
 * names of variables a NullPointerException says more.
 */
final class PackJars {

    private static final Pattern OURS = Pattern.compile("dev/errand/.*");
    private static final Pattern UNREAD =
            Pattern.compile(
                    ".*\\.kotlin_(metadata|builtins|module)|org/jline/nativ/(?!Linux/)[^/]+/.*");

    private PackJars() {}

    public static void main(String[] args) throws IOException {
        List<Path> jars;
        try (Stream<Path> files = Files.walk(Path.of(args[0]))) {
            jars = files.filter(file -> file.toString().endsWith(".jar")).sorted().toList();
        }
        for (Path jar : jars) {
            pack(jar);
        }
    }

    private static void pack(Path jar) throws IOException {
        Path packed = jar.resolveSibling(jar.getFileName() + ".packed");
        try (ZipFile from = new ZipFile(jar.toFile());
                ZipOutputStream to =
                        new ZipOutputStream(new BufferedOutputStream(Files.newOutputStream(packed)))) {
            to.setMethod(ZipOutputStream.STORED);
            for (ZipEntry entry : from.stream().filter(PackJars::isRead).toList()) {
                byte[] content = content(entry, from.getInputStream(entry).readAllBytes());
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
        Files.move(packed, jar, StandardCopyOption.REPLACE_EXISTING);
    }

    private static boolean isRead(ZipEntry entry) {
        return !entry.isDirectory() && !UNREAD.matcher(entry.getName()).matches();
    }

    private static byte[] content(ZipEntry entry, byte[] content) {
        String name = entry.getName();
        return name.endsWith(".class")
                        && !name.endsWith("module-info.class")
                        && !OURS.matcher(name).matches()
                ? slim(content)
                : content;
    }

    /** The same class with a constant pool of only what it still uses; frames are copied, not made anew. */
    private static byte[] slim(byte[] content) {
        ClassWriter slim = new ClassWriter(0);
        new ClassReader(content).accept(new Slimming(slim), 0);
        return slim.toByteArray();
    }

    private static final class Slimming extends ClassVisitor {

        Slimming(ClassVisitor next) {
            super(Opcodes.ASM9, next);
        }

        @Override
        public AnnotationVisitor visitAnnotation(String type, boolean visible) {
            return type.equals("Lkotlin/Metadata;") ? null : super.visitAnnotation(type, visible);
        }

        @Override
        public MethodVisitor visitMethod(
                int access, String name, String type, String signature, String[] thrown) {
            return new MethodVisitor(
                    Opcodes.ASM9, super.visitMethod(access, name, type, signature, thrown)) {
                @Override
                public void visitLocalVariable(
                        String name, String type, String signature, Label from, Label to, int index) {}
            };
        }
    }
}
