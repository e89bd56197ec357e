using System.Buffers;

namespace Visavis.Engine.Speech.Heart;

/// <summary>
/// The signal stage of the heart voice: pitch and spectral rows of the network in, sound at 24 kHz out. A pulse train is analysed
/// frame by frame, shaped by the rows and put together again. The noise branch of the original lies 45 dB below the speech and is
/// left out: nobody's measure heard it, and without it the same input always gives the same sound.
/// An instance owns scratch memory: one caller at a time.
/// </summary>
internal sealed class HeartSynthesis
{
    public const int Rate = 24_000;

    /// <summary>Samples from one frame to the next.</summary>
    public const int Hop = 300;

    private const int Size = Fft1200.Size;
    private const int Margin = Size / 2;
    private const int Overlap = Size / Hop;

    /// <summary>What the squares of four overlapping Hann windows sum up to.</summary>
    private const float FullOverlap = 1.5f;

    private static readonly float[] Hann = MakeHann(1);

    // The pulse train's scale, and half because FramePair.ToSpectra doubles.
    private static readonly float[] AnalysisWindow = MakeHann(0.5 / Hop);

    private static readonly float[] SynthesisWindow = MakeHann(1.0 / Size / FullOverlap);

    private readonly FramePair _pair = new();
    private readonly float[] _pitch = new float[Hop];
    private readonly float[] _turns = new float[Hop];

    /// <param name="f0">Pitch of each frame in Hz; unvoiced frames lie near 0.</param>
    /// <param name="spectrum">A row of <see cref="SpectralRow.Width"/> numbers for each frame.</param>
    /// <param name="sound">300 samples for each frame, overwritten.</param>
    public void Render(ReadOnlySpan<float> f0, ReadOnlySpan<float> spectrum, Span<float> sound)
    {
        var length = f0.Length * Hop;
        var pulses = ArrayPool<float>.Shared.Rent(length + 2 * Margin);
        var mix = ArrayPool<float>.Shared.Rent((f0.Length + 1) * Hop + Size);
        try
        {
            Pulses(f0, pulses.AsSpan(Margin, length));
            Reflect(pulses.AsSpan(0, length + 2 * Margin));
            Array.Clear(mix);
            for (var frame = 0; frame < f0.Length; frame += 2)
            {
                RenderPair(frame, Math.Min(frame + 1, f0.Length - 1), pulses, spectrum, mix);
            }
            EvenEdges(mix, f0.Length);
            mix.AsSpan(Margin, length).CopyTo(sound);
        }
        finally
        {
            ArrayPool<float>.Shared.Return(pulses);
            ArrayPool<float>.Shared.Return(mix);
        }
    }

    /// <summary>The pulse train; pitch runs straight from one frame's centre to the next and is held before the first and after the last.</summary>
    internal void Pulses(ReadOnlySpan<float> f0, Span<float> pulses)
    {
        var turns = 0.0;
        for (var at = 0; at < pulses.Length; at += _pitch.Length)
        {
            var count = Math.Min(_pitch.Length, pulses.Length - at);
            turns = Glide(f0, at, count, turns - Math.Floor(turns));
            HeartKernels.Pulses(_pitch.AsSpan(0, count), _turns.AsSpan(0, count), pulses.Slice(at, count));
        }
    }

    /// <summary>Fills pitch and phase of one hop of samples; the phase is summed in double.</summary>
    private double Glide(ReadOnlySpan<float> f0, int at, int count, double turns)
    {
        const double PhaseOfHertz = 1.0 / Rate;
        const double LowestPitchHz = 40;
        var frame = at / Hop;
        var (before, here, after) = (f0[Math.Max(frame - 1, 0)], f0[frame], f0[Math.Min(frame + 1, f0.Length - 1)]);
        for (var i = 0; i < count; i++)
        {
            var position = (i + 0.5f) / Hop - 0.5f;
            var pitch = position < 0 ? here + (here - before) * position : here + (after - here) * position;
            turns += Math.Max(pitch, LowestPitchHz) * PhaseOfHertz;
            _pitch[i] = pitch;
            // Centred, so that a float holds it to 3e-8 turns near a pulse.
            _turns[i] = (float)(turns - Math.Round(turns));
        }
        return turns;
    }

    private static void Reflect(Span<float> padded)
    {
        var last = padded.Length - Margin - 1;
        for (var i = 1; i <= Margin; i++)
        {
            // A sound shorter than the margin has nothing to reflect that far out.
            padded[Margin - i] = Margin + i <= last ? padded[Margin + i] : 0;
            padded[last + i] = last - i >= Margin ? padded[last - i] : 0;
        }
    }

    private void RenderPair(int first, int second, float[] pulses, ReadOnlySpan<float> spectrum, float[] mix)
    {
        HeartKernels.Window(pulses.AsSpan(first * Hop), AnalysisWindow, _pair.First);
        HeartKernels.Window(pulses.AsSpan(second * Hop), AnalysisWindow, _pair.Second);
        _pair.ToSpectra();
        HeartKernels.Shape(SpectralRow.Of(spectrum, first), _pair.FirstBins.Re, _pair.FirstBins.Im);
        HeartKernels.Shape(SpectralRow.Of(spectrum, second), _pair.SecondBins.Re, _pair.SecondBins.Im);
        _pair.ToSamples();
        HeartKernels.AddWindowed(_pair.First, SynthesisWindow, mix.AsSpan(first * Hop, Size));
        if (second > first)
        {
            HeartKernels.AddWindowed(_pair.Second, SynthesisWindow, mix.AsSpan(second * Hop, Size));
        }
    }

    /// <summary>Near the ends fewer windows overlap than <see cref="FullOverlap"/> stands for.</summary>
    private static void EvenEdges(float[] mix, int frames)
    {
        for (var block = Margin / Hop; block < frames + Margin / Hop; block++)
        {
            if (block >= Overlap - 1 && block < frames)
            {
                continue;
            }
            for (var i = 0; i < Hop; i++)
            {
                var sum = 0f;
                for (var frame = Math.Max(0, block - Overlap + 1); frame <= Math.Min(block, frames - 1); frame++)
                {
                    sum += Hann[i + (block - frame) * Hop] * Hann[i + (block - frame) * Hop];
                }
                mix[block * Hop + i] *= FullOverlap / MathF.Max(sum, 1e-11f);
            }
        }
    }

    private static float[] MakeHann(double scale) =>
        [.. Enumerable.Range(0, Size).Select(n => (float)(scale * (0.5 - 0.5 * Math.Cos(Math.Tau * n / Size))))];
}
