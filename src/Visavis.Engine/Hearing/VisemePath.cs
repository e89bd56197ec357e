namespace Visavis.Engine.Hearing;

/// <summary>
/// One class for each frame: the likeliest path in which every change has the same price (Viterbi), decided three frames later.
/// The likeliest class of each frame alone changes 1.2 to 1.4 times as often as mouths do.
/// </summary>
public sealed class VisemePath
{
    /// <summary>Frames of 10 ms until a frame is decided.</summary>
    public const int LookBack = 3;

    private const float ChangeCost = 1;

    private readonly float[] _best = new float[VisemeScores.Count];

    /// <summary>From which class each class came, for the last frames; the newest row first.</summary>
    private readonly byte[][] _from = [.. Enumerable.Range(0, LookBack).Select(_ => new byte[VisemeScores.Count])];

    private int _frames;

    /// <summary>Takes the next frame and gives the class of the one three before it; null for the first three.</summary>
    public VisemeClass? Add(in VisemeScores scores)
    {
        var top = Top();
        var row = _from[^1];
        Array.Copy(_from, 0, _from, 1, LookBack - 1);
        _from[0] = row;
        var changed = _best[top] - ChangeCost;
        for (var i = 0; i < VisemeScores.Count; i++)
        {
            row[i] = (byte)(_best[i] >= changed ? i : top);
            _best[i] = scores[i] + MathF.Max(_best[i], changed);
        }
        var most = _best.Max();
        for (var i = 0; i < VisemeScores.Count; i++)
        {
            _best[i] -= most;
        }
        _frames++;
        return _frames > LookBack ? Back(LookBack) : null;
    }

    /// <summary>The classes of the last frames, which no later one will decide, in order.</summary>
    public IEnumerable<VisemeClass> Finish()
    {
        for (var steps = Math.Min(_frames, LookBack) - 1; steps >= 0; steps--)
        {
            yield return Back(steps);
        }
    }

    private VisemeClass Back(int steps)
    {
        var at = Top();
        for (var i = 0; i < steps; i++)
        {
            at = _from[i][at];
        }
        return (VisemeClass)at;
    }

    private int Top() => Array.IndexOf(_best, _best.Max());
}
