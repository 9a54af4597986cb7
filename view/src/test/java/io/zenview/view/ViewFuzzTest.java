package io.zenview.view;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// Sequences of slices, casts, transpositions, assignments and their kin: Zenview and a list of
/// byte offsets must agree after every step.
class ViewFuzzTest {
    @FuzzTest(maxDuration = "3m")
    void viewsAgreeWithAPlainModel(byte[] program) {
        ModelProgram.run(program);
    }

    @Test
    void viewsAgreeWithAPlainModelOnManyPrograms() {
        Random random = new Random(3118);
        for (int i = 0; i < 5_000; i++) {
            byte[] program = new byte[random.nextInt(5, 120)];
            random.nextBytes(program);
            ModelProgram.run(program);
        }
    }
}
