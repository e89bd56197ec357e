using Visavis.Engine.Media;

namespace Visavis.Engine.Hearing;

/// <summary>
/// Sound of one stream from 48 to 16 kHz: every third sample of a low-pass filter (windowed sinc, Kaiser) whose delay is taken
/// out, so that sample m stands at the time of sample 3 m of the input. Passes 0 to 7.3 kHz unchanged to 0.01 dB; what would
/// fold back lies 75 dB down from 8.7 kHz. Before and behind the sound there is silence.
/// </summary>
public sealed class Decimator
{
    /// <summary>48 kHz in, 16 kHz out.</summary>
    public const int Factor = 3;

    private const int Taps = 191;

    private const int Reach = Taps / 2;

    /// <summary>Middle of the slope in Hz; it takes 0.7 kHz on either side.</summary>
    private const double Cutoff = 8000;

    /// <summary>Shape of a Kaiser window whose side lobes lie 75 dB down.</summary>
    private const double Beta = 7.3;

    private const int Block = 1536;

    private static readonly float[] Filter = MakeFilter();

    /// <summary>The last samples that are still needed, and behind them the new ones.</summary>
    private readonly float[] _held = new float[Taps + Factor + Block];

    /// <summary>How many samples <see cref="_held"/> has; its first is the filter's first for the next output.</summary>
    private int _count = Reach;

    private long _taken;
    private long _given;

    /// <summary>The most samples that <see cref="Push"/> writes for an input of this length.</summary>
    public static int MostOutput(int inputLength) => (inputLength + Reach) / Factor + 1;

    /// <summary>The most samples that <see cref="Finish"/> writes.</summary>
    public const int MostAtEnd = Reach / Factor + 2;

    /// <summary>Takes 48 kHz sound in pieces of any length and gives what 16 kHz samples can be told by now.</summary>
    /// <returns>How many samples were written to <paramref name="output"/>.</returns>
    public int Push(ReadOnlySpan<float> input, Span<float> output)
    {
        _taken += input.Length;
        return Filtered(input, output);
    }

    /// <summary>The sound is over: gives the rest, a third of the samples pushed in all, rounded up. Nothing may be pushed behind it.</summary>
    public int Finish(Span<float> output)
    {
        Span<float> silence = stackalloc float[Reach + Factor];
        silence.Clear();
        var due = (int)((_taken + Factor - 1) / Factor - _given);
        Span<float> rest = stackalloc float[MostAtEnd + 1];
        Filtered(silence, rest);
        rest[..due].CopyTo(output);
        return due;
    }

    private int Filtered(ReadOnlySpan<float> input, Span<float> output)
    {
        var written = 0;
        while (!input.IsEmpty)
        {
            var part = input[..Math.Min(input.Length, _held.Length - _count)];
            part.CopyTo(_held.AsSpan(_count));
            _count += part.Length;
            input = input[part.Length..];
            var first = 0;
            for (; first + Taps <= _count; first += Factor)
            {
                output[written++] = Resampler.Dot(_held.AsSpan(first, Taps), Filter);
            }
            _held.AsSpan(first, _count - first).CopyTo(_held);
            _count -= first;
        }
        _given += written;
        return written;
    }

    private static float[] MakeFilter()
    {
        var taps = new double[Taps];
        for (var i = 0; i < Taps; i++)
        {
            var distance = i - Reach;
            taps[i] = Resampler.Sinc(distance * 2 * Cutoff / MediaTime.Rate) * Resampler.Kaiser((double)distance / (Reach + 1), Beta);
        }
        var sum = taps.Sum();
        return Array.ConvertAll(taps, tap => (float)(tap / sum));
    }
}
