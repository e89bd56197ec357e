using Visavis.Engine.Hearing;

namespace Visavis.Benchmarks;

/// <summary>
/// Counts frames and closures that were heard right, by the decided path of classes that the face follows; and says how far another
/// choice of sentences would move the share (percentile bootstrap over sentences; Efron 1979).
/// </summary>
internal sealed class VisemeScore(int[] groups)
{
    private const byte Unknown = 255;

    /// <summary>Frames of 10 ms by which a closure may be off.</summary>
    private const int Tolerance = 4;

    private const int Draws = 2000;

    private readonly List<(int Frames, int Classes, int Groups)> _sentences = [];
    private int _events, _found, _runs, _true;

    public void Add(byte[] truth, List<VisemeFrame> heard)
    {
        var path = Path(heard);
        var known = Enumerable.Range(0, Math.Min(truth.Length, path.Count)).Where(i => truth[i] != Unknown).ToList();
        _sentences.Add((known.Count, known.Count(i => path[i] == truth[i]), known.Count(i => groups[path[i]] == groups[truth[i]])));
        var shut = new List<bool>();
        var closures = new ClosureRuns();
        heard.ForEach(frame => closures.Add(frame.Closed, shut));
        closures.Finish(shut);
        AddClosures(Runs([.. truth.Select(viseme => viseme == (byte)VisemeClass.PP)]), Runs(shut));
    }

    public override string ToString()
    {
        var (low, high) = Interval();
        return Figures.Text(
            $"{Share(_sentences, sentence => sentence.Classes):0.0} % of 15 classes (95 % of draws {low:0.0} to {high:0.0}), {Share(_sentences, sentence => sentence.Groups):0.0} of 7; lips {(double)_found / _events:0.00} found, {(double)_true / _runs:0.00} true of {_events}");
    }

    private static List<int> Path(List<VisemeFrame> heard)
    {
        var path = new VisemePath();
        var decided = new List<int>();
        foreach (var frame in heard)
        {
            if (path.Add(frame.Scores) is { } viseme)
            {
                decided.Add((int)viseme);
            }
        }
        decided.AddRange(path.Finish().Select(viseme => (int)viseme));
        return decided;
    }

    private void AddClosures(List<(int From, int End)> truth, List<(int From, int End)> heard)
    {
        static bool Meet((int From, int End) a, (int From, int End) b) => a.From < b.End + Tolerance && a.End > b.From - Tolerance;
        _events += truth.Count;
        _found += truth.Count(a => heard.Any(b => Meet(a, b)));
        _runs += heard.Count;
        _true += heard.Count(b => truth.Any(a => Meet(a, b)));
    }

    private (double Low, double High) Interval()
    {
        var random = new Random(1);
        var shares = Enumerable.Range(0, Draws).Select(_ => Share(random.GetItems(_sentences.ToArray(), _sentences.Count), sentence => sentence.Classes)).ToList();
        return (Figures.Percentile(shares, 0.025), Figures.Percentile(shares, 0.975));
    }

    private static double Share(IEnumerable<(int Frames, int Classes, int Groups)> sentences, Func<(int Frames, int Classes, int Groups), int> right)
    {
        var (sum, frames) = (0, 0);
        foreach (var sentence in sentences)
        {
            sum += right(sentence);
            frames += sentence.Frames;
        }
        return 100.0 * sum / frames;
    }

    private static List<(int From, int End)> Runs(List<bool> frames)
    {
        var runs = new List<(int, int)>();
        for (var from = frames.IndexOf(true); from >= 0;)
        {
            var end = frames.IndexOf(false, from) is var at and >= 0 ? at : frames.Count;
            runs.Add((from, end));
            from = frames.IndexOf(true, end);
        }
        return runs;
    }
}
