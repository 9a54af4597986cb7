package io.zenview.cli;

import java.util.Objects;
import picocli.CommandLine.IVersionProvider;

/// What `--version` says: which Zenview, on which JDK, on which machine.
final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
        return new String[] {
            "zenview " + ofZenview(),
            "JDK "
                    + Runtime.version()
                    + ", "
                    + System.getProperty("java.vendor")
                    + ", "
                    + System.getProperty("java.home"),
            System.getProperty("os.name")
                    + " "
                    + System.getProperty("os.version")
                    + ", "
                    + System.getProperty("os.arch"),
        };
    }

    /// The version the build has given to this module.
    static String ofZenview() {
        // The compiler writes it into the module's descriptor; classes in a folder of an IDE or a
        // test have none.
        var descriptor = Version.class.getModule().getDescriptor();
        String ofModule = descriptor == null ? null : descriptor.rawVersion().orElse(null);
        String ofJar = Version.class.getPackage().getImplementationVersion();
        return Objects.requireNonNullElse(
                ofModule, Objects.requireNonNullElse(ofJar, "(not packaged)"));
    }
}
