using Visavis.Engine.Hearing;

namespace Visavis.Benchmarks;

/// <summary>Counts frames and closures that were heard right.</summary>
internal sealed class VisemeScore(int[] groups)
{
    private const byte Unknown = 255;

    /// <summary>Frames of 10 ms by which a closure may be off.</summary>
    private const int Tolerance = 4;

    private int _frames, _classes, _groups, _events, _found, _runs, _true;

    public void Add(byte[] truth, List<VisemeFrame> heard)
    {
        for (var i = 0; i < Math.Min(truth.Length, heard.Count); i++)
        {
            if (truth[i] != Unknown)
            {
                var best = Best(heard[i].Scores);
                _frames++;
                _classes += best == truth[i] ? 1 : 0;
                _groups += groups[best] == groups[truth[i]] ? 1 : 0;
            }
        }
        var shut = new List<bool>();
        var closures = new ClosureRuns();
        heard.ForEach(frame => closures.Add(frame.Closed, shut));
        closures.Finish(shut);
        AddClosures(Runs([.. truth.Select(viseme => viseme == (byte)VisemeClass.PP)]), Runs(shut));
    }

    private void AddClosures(List<(int From, int End)> truth, List<(int From, int End)> heard)
    {
        static bool Meet((int From, int End) a, (int From, int End) b) => a.From < b.End + Tolerance && a.End > b.From - Tolerance;
        _events += truth.Count;
        _found += truth.Count(a => heard.Any(b => Meet(a, b)));
        _runs += heard.Count;
        _true += heard.Count(b => truth.Any(a => Meet(a, b)));
    }

    public override string ToString() => Figures.Text(
        $"{100.0 * _classes / _frames:0.0} % of 15 classes, {100.0 * _groups / _frames:0.0} of 7; lips {(double)_found / _events:0.00} found, {(double)_true / _runs:0.00} true of {_events}");

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

    private static int Best(VisemeScores scores)
    {
        var best = 0;
        for (var i = 1; i < VisemeScores.Count; i++)
        {
            best = scores[i] > scores[best] ? i : best;
        }
        return best;
    }
}
