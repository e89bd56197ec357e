namespace Visavis.Engine.Hearing;

/// <summary>A stretch of sound in which a mouth does one thing.</summary>
/// <param name="Class">What it does; <see cref="VisemeClass.PP"/> has the lips shut.</param>
/// <param name="From">First frame of 10 ms.</param>
/// <param name="End">The frame behind its last.</param>
/// <param name="Pose">The mouth on average.</param>
public readonly record struct VisemeSpan(VisemeClass Class, int From, int End, MouthPose Pose)
{
    public int Frames => End - From;
}
