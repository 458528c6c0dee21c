package io.rangefold.job.mandelbrot;

import io.rangefold.job.Kernel;
import io.rangefold.job.PartialType;
import io.rangefold.job.Stage;
import java.util.Optional;

/** Index i is row i, from the top. */
final class RowStage implements Stage<Tally> {
    private static final long NANOS_PER_PIXEL = 50;

    private final View view;
    private final SharedOrbit orbit;

    RowStage(View view) {
        this.view = view;
        this.orbit = new SharedOrbit(view);
    }

    @Override
    public long items() {
        return view.height();
    }

    @Override
    public PartialType<Tally> partials() {
        return new TallyType(view);
    }

    @Override
    public Kernel<Tally> newKernel() {
        return new RowKernel(view, view.isDeep() ? new DeepRows(view, orbit::get) : new LaneRows(view));
    }

    /** What a deep zoom shows depends on how its rounding goes, so another slot computes the same again. */
    @Override
    public Optional<Kernel<Tally>> newReferenceKernel() {
        return view.isDeep() ? Optional.empty() : Optional.of(new RowKernel(view, new PlainRows(view)));
    }

    @Override
    public String kernelName() {
        return view.isDeep() ? "deviations from the centre's orbit, 64-bit" : "lanes of 64-bit floats";
    }

    @Override
    public long nanosPerItemGuess() {
        return view.width() * NANOS_PER_PIXEL;
    }
}
