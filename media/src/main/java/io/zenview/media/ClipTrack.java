package io.zenview.media;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// What a clip takes of one track: the samples that are needed, and which part of them is shown
/// when.
final class ClipTrack {
    private static final int PREROLL = 1;

    private final Track track;
    private final ClipSamples samples;
    private final List<Timeline.Edit> edits = new ArrayList<>();

    /// Samples from one number to before another.
    private record Part(long from, long to) {}

    /// @param from when the clip begins in the film, in ticks of this track
    /// @param to when it ends
    ClipTrack(Track track, long from, long to) throws MalformedFilmException {
        this.track = track;
        this.samples = new ClipSamples(track);
        List<Timeline.Edit> shown = shown(from, to);
        List<Part> needed = new ArrayList<>();
        for (Timeline.Edit edit : shown) {
            needed.add(edit.isEmpty() ? new Part(0, 0) : needed(edit));
        }
        List<Part> parts = merged(needed);
        long[] earlier = new long[parts.size()];
        for (int i = 0; i < earlier.length; i++) {
            Part part = parts.get(i);
            earlier[i] = track.samples().from(part.from()).decodeTime - samples.ticks();
            samples.take(part.from(), part.to());
        }
        for (int i = 0; i < shown.size(); i++) {
            Timeline.Edit edit = shown.get(i);
            if (edit.isEmpty()) {
                edits.add(edit);
                continue;
            }
            int part = 0;
            while (parts.get(part).to() <= needed.get(i).from()) {
                part++;
            }
            edits.add(
                    new Timeline.Edit(
                            edit.shownFrom(), edit.mediaFrom() - earlier[part], edit.length()));
        }
    }

    Track track() {
        return track;
    }

    ClipSamples samples() {
        return samples;
    }

    List<Timeline.Edit> edits() {
        return edits;
    }

    boolean isEmpty() {
        return samples.chunks() == 0;
    }

    /// The edits of the film as far as they lie within the clip, from its own start.
    private List<Timeline.Edit> shown(long from, long to) {
        List<Timeline.Edit> shown = new ArrayList<>();
        for (Timeline.Edit edit : track.timeline().edits()) {
            long begins = Math.max(from, edit.shownFrom());
            long ends = Math.min(to, edit.shownUntil());
            if (begins >= ends) {
                continue;
            }
            if (shown.isEmpty() && begins > from) {
                shown.add(new Timeline.Edit(0, -1, begins - from));
            }
            long media = edit.isEmpty() ? -1 : edit.mediaFrom() + (begins - edit.shownFrom());
            shown.add(new Timeline.Edit(begins - from, media, ends - begins));
        }
        return shown;
    }

    /// Which samples it takes to show something.
    private Part needed(Timeline.Edit edit) {
        Samples all = track.samples();
        long first = all.keyFrameFor(all.shownAt(edit.mediaFrom()));
        if (track.kind() == Track.Kind.AUDIO) {
            // Sound is right only from the second sample on that is decoded.
            first = Math.max(0, first - PREROLL);
        }
        return new Part(first, Math.max(first, lastShown(edit)) + 1);
    }

    /// The last sample in decoding order of those that begin to be shown within an edit.
    private long lastShown(Timeline.Edit edit) {
        Samples all = track.samples();
        long until = edit.mediaUntil();
        SampleCursor cursor = all.from(all.decodedAt(until - 1 - all.greatestComposition()));
        long last = cursor.number;
        do {
            if (cursor.decodeTime + all.leastComposition() >= until) {
                break;
            }
            if (cursor.presentationTime() < until) {
                last = cursor.number;
            }
        } while (cursor.next());
        return last;
    }

    /// The same samples, each once, in decoding order.
    private static List<Part> merged(List<Part> needed) {
        List<Part> sorted =
                needed.stream()
                        .filter(part -> part.from() < part.to())
                        .sorted(Comparator.comparingLong(Part::from))
                        .toList();
        List<Part> merged = new ArrayList<>();
        for (Part part : sorted) {
            if (!merged.isEmpty() && part.from() <= merged.getLast().to()) {
                Part last = merged.removeLast();
                merged.add(new Part(last.from(), Math.max(last.to(), part.to())));
            } else {
                merged.add(part);
            }
        }
        return merged;
    }
}
