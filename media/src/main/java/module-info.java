/// Films by timecode: SMPTE labels, sample tables read in place, chunks and clips that copy
/// nothing.
module io.zenview.media {
    requires static org.jspecify;
    requires transitive io.zenview.view;
    requires transitive io.zenview.transfer;

    exports io.zenview.media;
}
