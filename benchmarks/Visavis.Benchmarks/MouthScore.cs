using Visavis.Engine.Hearing;
using Visavis.Engine.Lipsync;
using Visavis.Engine.Media;
using Visavis.Engine.Speech;

namespace Visavis.Benchmarks;

/// <summary>The face that says what was heard, beside the face that says the phones as they are known.</summary>
internal sealed class MouthScore
{
    private readonly List<(FaceState Known, FaceState Heard)> _pictures = [];
    private int _lips, _shut;

    public async Task AddAsync(SpeechAnalyser analyser, KnownSpeech known)
    {
        var (truth, heard, at) = (new FaceTrack(1), new FaceTrack(1), MediaTime.Zero);
        truth.Speak(MediaTime.Zero, Marks(known));
        await foreach (var chunk in analyser.AnalyseAsync(Buffers(known.Sound), CancellationToken.None))
        {
            using (chunk)
            {
                heard.Speak(at, chunk.Phonemes);
                at += chunk.Pcm.Duration;
            }
        }
        var first = _pictures.Count;
        for (var time = MediaTime.Zero; time < at; time += new MediaTime(MediaTime.SamplesPerFrame))
        {
            _pictures.Add((truth.At(time), heard.At(time)));
        }
        foreach (var lips in known.Phones.Where(phone => VisemeSounds.Of(phone.Symbol)?.First == VisemeClass.PP))
        {
            _lips++;
            var (from, to) = ((int)Math.Ceiling((lips.Start - 0.04) * 25), (int)((lips.End + 0.04) * 25));
            _shut += Enumerable.Range(from, to - from + 1).Any(i => first + i >= 0 && first + i < _pictures.Count && _pictures[first + i].Heard.Closure > 0.9) ? 1 : 0;
        }
    }

    public override string ToString()
    {
        var falsely = _pictures.Count(picture => picture.Heard.Closure > 0.9 && picture.Known.Closure < 0.3);
        return Figures.Text(
            $"jaw {Correlation(face => face.Jaw):0.00}, width {Correlation(face => face.Width):0.00} correlated; shut in {(double)_shut / _lips:0.00} of p b m; {100.0 * falsely / _pictures.Count:0.0} % of pictures falsely shut");
    }

    /// <summary>Sound at 48 kHz in pieces of 0.1 s.</summary>
    public static async IAsyncEnumerable<PcmBuffer> Buffers(float[] sound)
    {
        foreach (var piece in Up(sound).Chunk(4800))
        {
            yield return PcmBuffer.From(piece);
        }
        await Task.CompletedTask;
    }

    /// <summary>From 16 to 48 kHz.</summary>
    public static float[] Up(float[] sound)
    {
        var up = new Resampler(MediaTime.Rate / MelBank.SampleRate, 1);
        var pcm = new float[up.OutputLength(sound.Length)];
        up.Resample(sound, pcm);
        return pcm;
    }

    private static List<PhonemeMark> Marks(KnownSpeech known) =>
        [.. known.Phones.Where(phone => phone.Symbol != KnownSpeech.Silence).Select(phone => new PhonemeMark(phone.Symbol, MediaTime.FromSeconds(phone.Start), MediaTime.FromSeconds(phone.End), 0))];

    private double Correlation(Func<FaceState, float> number)
    {
        var (x, y) = (_pictures.ConvertAll(picture => (double)number(picture.Known)), _pictures.ConvertAll(picture => (double)number(picture.Heard)));
        var (a, b) = (x.Average(), y.Average());
        return x.Zip(y, (p, q) => (p - a) * (q - b)).Sum() / Math.Sqrt(x.Sum(p => (p - a) * (p - a)) * y.Sum(q => (q - b) * (q - b)));
    }
}
