namespace Visavis.Engine.Hearing;

/// <summary>The picture of a window of sound that the recogniser looks at: log powers of 80 mel bands, 100 frames a second.</summary>
internal static class WhisperMel
{
    /// <summary>Frames are centred on multiples of the hop, so half a frame lies before the sound.</summary>
    private const int Margin = MelBank.FrameLength / 2;

    /// <summary>Measures <paramref name="samples"/> (a multiple of the hop) into [80, frames], band by band.</summary>
    public static void Measure(MelBank bank, ReadOnlySpan<float> samples, Span<float> mel)
    {
        var frames = samples.Length / MelBank.Hop;
        Span<float> frame = stackalloc float[MelBank.FrameLength];
        Span<float> powers = stackalloc float[MelBank.Bands];
        var loudest = float.NegativeInfinity;
        for (var t = 0; t < frames; t++)
        {
            Cut(samples, t * MelBank.Hop - Margin, frame);
            bank.Measure(frame, powers);
            for (var band = 0; band < powers.Length; band++)
            {
                var level = MathF.Log10(MathF.Max(powers[band], 1e-10f));
                mel[band * frames + t] = level;
                loudest = MathF.Max(loudest, level);
            }
        }
        // The loudest moment sets the floor, 80 dB below it.
        foreach (ref var level in mel)
        {
            level = (MathF.Max(level, loudest - 8) + 4) / 4;
        }
    }

    /// <summary>A frame that begins at <paramref name="start"/>; beyond its ends the sound is mirrored.</summary>
    private static void Cut(ReadOnlySpan<float> samples, int start, Span<float> frame)
    {
        if (start >= 0 && start + frame.Length <= samples.Length)
        {
            samples.Slice(start, frame.Length).CopyTo(frame);
            return;
        }
        for (var i = 0; i < frame.Length; i++)
        {
            var at = Math.Abs(start + i);
            frame[i] = samples[at < samples.Length ? at : 2 * (samples.Length - 1) - at];
        }
    }
}
