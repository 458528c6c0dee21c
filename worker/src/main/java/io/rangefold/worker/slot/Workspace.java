package io.rangefold.worker.slot;

import io.rangefold.job.Kernel;
import io.rangefold.job.Stage;

/**
 * What a slot keeps of a stage from one lease to the next: the kernel with its scratch memory, and its pace.
 *
 * @param <P> the type of a partial result
 */
final class Workspace<P> {
    private final Stage<P> stage;
    private final Kernel<P> kernel;
    private final StrideSizer sizer;

    private Workspace(Stage<P> stage, SlotSettings settings) {
        this.stage = stage;
        this.kernel = stage.newKernel();
        this.sizer = new StrideSizer(settings.strideTargetNanos(), stage.nanosPerItemGuess(), stage.leastStride());
    }

    static <P> Workspace<P> of(Stage<P> stage, SlotSettings settings) {
        return new Workspace<>(stage, settings);
    }

    Stage<P> stage() {
        return stage;
    }

    Kernel<P> kernel() {
        return kernel;
    }

    StrideSizer sizer() {
        return sizer;
    }
}
