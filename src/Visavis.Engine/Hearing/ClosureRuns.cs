namespace Visavis.Engine.Hearing;

/// <summary>Tells in which frames the lips are shut: wherever that is likelier than a threshold for at least three frames.</summary>
/// <param name="threshold">The dial: 0.3 finds more, 0.6 is surer.</param>
public sealed class ClosureRuns(float threshold = ClosureRuns.Usual)
{
    /// <summary>Chosen on voices that the net never heard.</summary>
    public const float Usual = 0.4f;

    private const int Shortest = 3;

    private int _run;

    /// <summary>Takes the next frame and adds to <paramref name="shut"/> what it decides, in order: up to two frames are open at any time.</summary>
    public void Add(float closed, List<bool> shut)
    {
        if (closed > threshold)
        {
            _run++;
            shut.AddRange(Enumerable.Repeat(true, _run < Shortest ? 0 : _run == Shortest ? Shortest : 1));
            return;
        }
        Finish(shut);
        shut.Add(false);
    }

    /// <summary>Decides the last frames.</summary>
    public void Finish(List<bool> shut)
    {
        shut.AddRange(Enumerable.Repeat(false, _run < Shortest ? _run : 0));
        _run = 0;
    }
}
