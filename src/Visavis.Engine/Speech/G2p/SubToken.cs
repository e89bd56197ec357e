namespace Visavis.Engine.Speech.G2p;

/// <summary>A piece of a token that is looked up by itself ("Java" and "Script"), and what came of it.</summary>
internal sealed class SubToken(string text, int start, string tag)
{
    public string Text { get; } = text;

    /// <summary>Index of the first character in the normalised text.</summary>
    public int Start { get; } = start;

    /// <summary>Characters of the normalised text it stands for; more than its own where a lost sign lies between its parts.</summary>
    public int Length { get; init; } = text.Length;

    public int End => Start + Length;

    public string Tag { get; } = tag;

    public bool SpaceAfter { get; set; }

    /// <summary>Whether it begins what stands between spaces and marks.</summary>
    public bool IsHead { get; set; } = true;

    /// <summary>The sign of the currency in which it counts.</summary>
    public char? Currency { get; set; }

    /// <summary>A 2 between letters ("B2B").</summary>
    public bool IsTo { get; set; }

    /// <summary>What is heard; none while unread, empty for silent.</summary>
    public string? Phonemes { get; set; }

    /// <summary>Whether it is a mark that stands for a pause or a tone, not a word.</summary>
    public bool IsMark { get; set; }
}
