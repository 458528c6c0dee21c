package io.rangefold.job.mandelbrot;

import io.rangefold.job.Arguments;
import io.rangefold.job.BlobSource;
import io.rangefold.job.Job;
import io.rangefold.job.JobKind;
import io.rangefold.job.KindDescription;
import io.rangefold.job.range.ArgumentsCodec;
import java.util.List;

/** {@code mandelbrot}: a picture of a part of the Mandelbrot set. */
public final class MandelbrotKind implements JobKind {
    private static final KindDescription DESCRIPTION = new KindDescription(
            "mandelbrot",
            "a picture of the Mandelbrot set, at any depth",
            "",
            MandelbrotSpec.options(),
            List.of(
                    "mandelbrot --width 1600 --height 1000 --image mandelbrot.png",
                    "mandelbrot --width 1600 --height 1000 --center -0.743643887037151,0.131825904205330 --zoom 2e5"
                            + " --iterations 5000 --image seahorses.png",
                    "mandelbrot --width 1600 --height 1000 --center -0.10715093446959,-0.91210639328364 --zoom 3e4"
                            + " --iterations 3000 --palette ocean --image valley.png",
                    "mandelbrot --width 1600 --height 1000 --center -1.740062382579339905220844167065825638296641720436"
                            + "171866880002280846,0.028175339779211048992411521144319509687539076742990608570484542316"
                            + " --zoom 2.75e57 --iterations 5000 --palette fire --image sun.png"),
            "",
            Picture.MEDIA_TYPE);

    @Override
    public KindDescription description() {
        return DESCRIPTION;
    }

    @Override
    public Job parse(Arguments arguments) {
        return new MandelbrotJob(MandelbrotSpec.parse(arguments, DESCRIPTION));
    }

    @Override
    public Job decode(byte[] spec, BlobSource blobs) {
        return parse(ArgumentsCodec.decode(spec));
    }
}
