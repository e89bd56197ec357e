using Visavis.Engine.Media;
using Visavis.Engine.Text;

namespace Visavis.Engine.Speech;

/// <summary>How long a voice rests behind a clause, from the end of its sound to the beginning of the next.</summary>
public static class Pauses
{
    /// <summary>The shortest that still sounds natural: every pause is waited for by a listener.</summary>
    public static MediaTime Of(ClauseEnd end) => MediaTime.FromMilliseconds(end switch
    {
        ClauseEnd.Open => 100,
        ClauseEnd.Comma => 250,
        ClauseEnd.Sentence => 450,
        _ => 700,
    });
}
