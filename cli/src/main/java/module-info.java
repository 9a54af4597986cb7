/// The `zenview` command.
module io.zenview.cli {
    requires static org.jspecify;
    requires info.picocli;
    requires io.zenview.client;
    requires io.zenview.compare;
    requires io.zenview.media;
    requires io.zenview.server;
    requires io.zenview.transfer;
    requires io.zenview.view;
    requires me.tongfei.progressbar;
    requires tools.jackson.core;

    // Picocli reads annotations and sets fields by reflection.
    opens io.zenview.cli to
            info.picocli;
}
