package io.zenview.bench.peers;

import java.util.ArrayList;
import java.util.List;

/// What a JVM has been through before anything is measured: every peer has done everything in every
/// kind of memory, in turns.
///
/// A loop that has seen one kind of memory is compiled for that alone, which no program with a
/// library in it can count on.
final class Pollution {
    private static final int ROUNDS = 40;

    private Pollution() {}

    static void run() {
        // What a loop has seen counts, not for how long.
        Material material = new Material(50_000, 10_000, 1 << 16);
        byte[] target = new byte[material.block.length];
        List<Peer> peers = new ArrayList<>();
        for (Library library : Library.values()) {
            if (library.runsHere()) {
                for (String kind : library.kinds()) {
                    Peer peer = library.over(kind, material);
                    material.check(peer);
                    peers.add(peer);
                }
            }
        }
        double sum = 0;
        for (int round = 0; round < ROUNDS; round++) {
            for (Peer peer : peers) {
                sum += peer.sumOfLongs();
                peer.doubleLongs();
                sum += peer.sumOfIntsAt(material.offsets);
                sum += peer.sumOfSlices(material.offsets);
                for (int i = 0; i < 100; i++) {
                    sum += peer.walk();
                }
                sum += peer.sumOfBigEndianInts();
                sum += peer.sumOfPrices();
                sum += peer.sumOfRecords();
                peer.copyTo(target);
                peer.clear();
                sum += peer.sameBytes() ? 1 : 0;
            }
        }
        peers.forEach(Peer::close);
        if (sum == 42) {
            throw new AssertionError("the sum of all is " + sum);
        }
    }
}
