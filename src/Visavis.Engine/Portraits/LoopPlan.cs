namespace Visavis.Engine.Portraits;

/// <summary>One picture of a loop: a frame of the clip, or two laid over each other.</summary>
/// <param name="First">A frame of the clip.</param>
/// <param name="Second">Another.</param>
/// <param name="Share">How much of the second, 0 to 1.</param>
internal readonly record struct PlayedFrame(int First, int Second, float Share);

/// <summary>How a loop goes on where it ends.</summary>
internal enum LoopSeam
{
    /// <summary>The clip's own end meets its beginning.</summary>
    Cut,

    /// <summary>The end passes over into the beginning.</summary>
    Fade,

    /// <summary>It is played back.</summary>
    Turn,
}

/// <summary>The pictures of a loop in the order in which they are played for ever.</summary>
/// <param name="From">First frame of the clip that is used.</param>
/// <param name="To">Behind the last one.</param>
/// <param name="Seam">How it closes.</param>
/// <param name="Frames">In order.</param>
internal sealed record LoopPlan(int From, int To, LoopSeam Seam, IReadOnlyList<PlayedFrame> Frames)
{
    /// <summary>Frames in which a loop's end passes over into its beginning.</summary>
    public const int FadeFrames = 10;

    /// <summary>Played frames in which the direction changes, evenly from forwards to backwards: they show a quarter as many of the clip, twice.</summary>
    public const int TurnFrames = 16;

    public static LoopPlan Cut(int from, int to) => new(from, to, LoopSeam.Cut, [.. Enumerable.Range(from, to - from).Select(i => new PlayedFrame(i, i, 0))]);

    /// <summary>Plays <paramref name="from"/> to <paramref name="to"/>; its first frames are still half those behind <paramref name="to"/>.</summary>
    public static LoopPlan Fade(int from, int to) => new(from, to + FadeFrames, LoopSeam.Fade, [.. Enumerable.Range(from, to - from).Select(i =>
    {
        var k = i - from;
        return k < FadeFrames ? new PlayedFrame(i, to + k, 1 - Smooth((k + 1f) / (FadeFrames + 1))) : new PlayedFrame(i, i, 0);
    })]);

    /// <summary>Plays from the first frame to the last and back.</summary>
    /// <param name="first">Where it turns.</param>
    /// <param name="last">Where it turns back; shown, unlike the end of the others.</param>
    public static LoopPlan Turn(int first, int last)
    {
        var frames = new List<PlayedFrame>();
        const float eased = TurnFrames / 4f;
        for (var i = first + (int)eased; i <= last - (int)eased; i++)
        {
            frames.Add(new PlayedFrame(i, i, 0));
        }
        for (var t = 1; t < TurnFrames; t++)
        {
            frames.Add(Between(last - eased + t - (float)t * t / TurnFrames));
        }
        for (var i = last - (int)eased; i >= first + (int)eased; i--)
        {
            frames.Add(new PlayedFrame(i, i, 0));
        }
        for (var t = 1; t < TurnFrames; t++)
        {
            frames.Add(Between(first + eased - t + (float)t * t / TurnFrames));
        }
        return new LoopPlan(first, last + 1, LoopSeam.Turn, frames);
    }

    private static PlayedFrame Between(float position)
    {
        var below = (int)MathF.Floor(position);
        var share = position - below;
        return share < .01f ? new PlayedFrame(below, below, 0) : new PlayedFrame(below, below + 1, share);
    }

    private static float Smooth(float t) => t * t * (3 - 2 * t);
}
