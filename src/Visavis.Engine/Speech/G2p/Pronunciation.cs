namespace Visavis.Engine.Speech.G2p;

/// <summary>How a text is said.</summary>
/// <param name="Units">Words and marks in spoken order.</param>
public sealed record Pronunciation(IReadOnlyList<PronouncedUnit> Units)
{
    /// <summary>All phonemes in misaki's alphabet, with single spaces between words.</summary>
    public string Phonemes => string.Join(' ', PhonemesAsJoined.Split(' ', StringSplitOptions.RemoveEmptyEntries));

    /// <summary>As <see cref="Phonemes"/>, with the double spaces that silent units leave.</summary>
    internal string PhonemesAsJoined =>
        string.Concat(Units.Select(unit => unit.SpaceAfter ? unit.Phonemes + " " : unit.Phonemes)).Trim();
}

/// <summary>A word or mark as it is said, and where it is written.</summary>
/// <param name="Phonemes">Misaki's alphabet (stress marks included); may hold spaces ("five dollars"), and is empty if silent.</param>
/// <param name="SourceStart">Index of its first character in the text that was read.</param>
/// <param name="SourceEnd">
/// Index behind its last character. Starts never fall from unit to unit; units that came from one written thing ("10:30") share
/// its range. Together the ranges cover every character of the text that is no white space.
/// </param>
/// <param name="SpaceAfter">Whether a space belongs behind its phonemes.</param>
/// <param name="IsPunctuation">Whether it is a mark and not a word.</param>
public readonly record struct PronouncedUnit(string Phonemes, int SourceStart, int SourceEnd, bool SpaceAfter, bool IsPunctuation);
