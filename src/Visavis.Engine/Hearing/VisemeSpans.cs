namespace Visavis.Engine.Hearing;

/// <summary>
/// Frames of one stream to spans without gaps: the cheapest path of classes, in which every closure run shuts the lips whatever
/// the classes say.
/// </summary>
public sealed class VisemeSpans
{
    private readonly VisemePath _path = new();
    private readonly ClosureRuns _closures = new();
    private readonly List<bool> _shut = [];
    private readonly List<MouthPose> _poses = [];
    private readonly List<VisemeClass> _classes = [];
    private readonly List<VisemeSpan> _spans = [];

    /// <summary>Every frame before this one lies in a span.</summary>
    public int Settled { get; private set; }

    /// <summary>The spans not yet taken, oldest first; the last one may go on.</summary>
    public IReadOnlyList<VisemeSpan> All => _spans;

    public void Add(in VisemeFrame frame)
    {
        _poses.Add(frame.Pose);
        _closures.Add(frame.Closed, _shut);
        if (_path.Add(frame.Scores) is { } viseme)
        {
            _classes.Add(viseme);
        }
        Settle();
    }

    /// <summary>The sound is over: all frames are settled.</summary>
    public void Finish()
    {
        _classes.AddRange(_path.Finish());
        _closures.Finish(_shut);
        Settle();
    }

    /// <summary>Removes the spans up to a settled frame; one that goes on behind it is cut in two.</summary>
    public List<VisemeSpan> Take(int end)
    {
        var taken = _spans.FindAll(span => span.From < end);
        _spans.RemoveRange(0, taken.Count);
        if (taken.Count > 0 && taken[^1] is var last && last.End > end)
        {
            taken[^1] = last with { End = end };
            _spans.Insert(0, last with { From = end });
        }
        return taken;
    }

    private void Settle()
    {
        var count = Math.Min(_classes.Count, _shut.Count);
        for (var i = 0; i < count; i++)
        {
            Extend(_shut[i] ? VisemeClass.PP : _classes[i], _poses[i]);
            Settled++;
        }
        _classes.RemoveRange(0, count);
        _shut.RemoveRange(0, count);
        _poses.RemoveRange(0, count);
    }

    private void Extend(VisemeClass viseme, MouthPose pose)
    {
        if (_spans.Count > 0 && _spans[^1] is var open && open.Class == viseme)
        {
            _spans[^1] = new VisemeSpan(viseme, open.From, Settled + 1, Mean(open, pose));
            return;
        }
        _spans.Add(new VisemeSpan(viseme, Settled, Settled + 1, pose));
    }

    private static MouthPose Mean(VisemeSpan span, MouthPose pose)
    {
        float Mix(float mean, float value) => mean + (value - mean) / (span.Frames + 1);
        return new MouthPose(
            Mix(span.Pose.Jaw, pose.Jaw), Mix(span.Pose.Width, pose.Width), Mix(span.Pose.Rounding, pose.Rounding), Mix(span.Pose.Closure, pose.Closure));
    }
}
