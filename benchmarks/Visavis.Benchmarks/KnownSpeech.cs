using System.Runtime.InteropServices;
using Visavis.Engine.Hearing;

namespace Visavis.Benchmarks;

/// <summary>A phone of a voice that tells its times, in seconds.</summary>
/// <param name="Symbol">IPA, or a letter of the voices' alphabet for diphthongs; ' ' for silence.</param>
internal readonly record struct KnownPhone(char Symbol, double Start, double End);

/// <summary>Sound at 16 kHz whose phones are known.</summary>
internal sealed record KnownSpeech(string Text, float[] Sound, IReadOnlyList<KnownPhone> Phones)
{
    public const char Silence = ' ';

    private const byte Unknown = 255;

    /// <summary>35 dB under the loudest twentieth lies silence.</summary>
    private const double Quiet = 3162;

    /// <summary>The sound before noise was put over it: what is quiet is told by it.</summary>
    public float[] Clean { get; init; } = Sound;

    /// <summary>When each word begins, in seconds, if the voice tells.</summary>
    public IReadOnlyList<double> WordStarts { get; init; } = [];

    public double Seconds => Sound.Length / (double)MelBank.SampleRate;

    /// <summary>16-bit mono sound of a WAV file.</summary>
    public static (int Rate, float[] Sound) ReadWav(string path)
    {
        var bytes = File.ReadAllBytes(path);
        var at = 12;
        while (!bytes.AsSpan(at, 4).SequenceEqual("data"u8))
        {
            at += 8 + BitConverter.ToInt32(bytes, at + 4);
        }
        var samples = MemoryMarshal.Cast<byte, short>(bytes.AsSpan(at + 8, Math.Min(BitConverter.ToInt32(bytes, at + 4), bytes.Length - at - 8) & ~1));
        return (BitConverter.ToInt32(bytes, 24), Array.ConvertAll(samples.ToArray(), sample => sample / 32768f));
    }

    /// <summary>
    /// The class of every 10 ms, as those were that the net was trained with: a pause is rest only where it is quiet, otherwise its
    /// neighbour's; a gap of up to 80 ms belongs to both its neighbours; h is what follows; 255 is left out.
    /// </summary>
    public byte[] Classes()
    {
        var quiet = QuietFrames();
        var classes = new byte[quiet.Length];
        Array.Fill(classes, Unknown);
        var spans = Spans();
        for (var i = 0; i < spans.Count; i++)
        {
            var (viseme, start, end) = spans[i];
            var (from, to) = ((int)Math.Round(start * 100), Math.Min(classes.Length, (int)Math.Round(end * 100)));
            if (viseme >= 0 && to > from)
            {
                classes.AsSpan(from, to - from).Fill((byte)viseme);
            }
            else if (to > from)
            {
                Pause(classes, quiet, from, to, spans.Take(i).LastOrDefault(span => span.Class >= 0).Class, spans.Skip(i).FirstOrDefault(span => span.Class >= 0).Class);
            }
        }
        classes.AsSpan(Math.Min(classes.Length, (int)Math.Round(spans[^1].End * 100))).Clear();
        return classes;
    }

    private static void Pause(byte[] classes, bool[] quiet, int from, int to, int before, int behind)
    {
        var (isFirst, isLast) = (from == 0, to >= classes.Length - 1);
        if (to - from <= 8 && !isFirst && !isLast)
        {
            var middle = from + (to - from) / 2;
            classes.AsSpan(from, middle - from).Fill((byte)before);
            classes.AsSpan(middle, to - middle).Fill((byte)behind);
            return;
        }
        classes.AsSpan(from, to - from).Clear();
        var at = from;
        for (; at < to && !quiet[at] && at < from + 6; at++)
        {
            classes[at] = (byte)(isFirst ? behind : before);
        }
        for (var last = to - 1; last > at && !quiet[last] && to - 1 - last < 6; last--)
        {
            classes[last] = (byte)(isLast ? before : behind);
        }
    }

    /// <summary>Classes with their times; -1 for a pause.</summary>
    private List<(int Class, double Start, double End)> Spans()
    {
        var spans = new List<(int Class, double Start, double End)>();
        for (var i = 0; i < Phones.Count; i++)
        {
            var (symbol, start, end) = Phones[i];
            if (VisemeSounds.Of(symbol) is var (first, second))
            {
                var middle = first == second ? end : start + 0.55 * (end - start);
                spans.Add(((int)first, start, middle));
                if (first != second)
                {
                    spans.Add(((int)second, middle, end));
                }
            }
            else
            {
                var next = symbol == Silence ? null : Phones.Skip(i + 1).Select(phone => VisemeSounds.Of(phone.Symbol)).FirstOrDefault();
                spans.Add((next is { } classes ? (int)classes.First : -1, start, end));
            }
        }
        return spans;
    }

    private bool[] QuietFrames()
    {
        var energies = new double[Clean.Length / MelBank.Hop];
        for (var i = 0; i < energies.Length; i++)
        {
            foreach (var sample in Clean.AsSpan(i * MelBank.Hop, MelBank.Hop))
            {
                energies[i] += sample * sample / MelBank.Hop;
            }
        }
        var threshold = Figures.Percentile(energies, 0.95) / Quiet;
        return [.. energies.Select((energy, i) => Math.Max(energy, energies[Math.Min(i + 1, energies.Length - 1)]) < threshold)];
    }
}
