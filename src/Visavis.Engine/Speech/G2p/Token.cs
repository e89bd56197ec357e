namespace Visavis.Engine.Speech.G2p;

/// <summary>A word or sign of the normalised text.</summary>
internal sealed class Token(string text, int start)
{
    public string Text { get; } = text;

    /// <summary>Index of the first character in the normalised text.</summary>
    public int Start { get; } = start;

    public int End => Start + Text.Length;

    /// <summary>Part of speech in the Penn set ("NN", "VBD", "-LRB-").</summary>
    public string Tag { get; set; } = "";

    public bool SpaceAfter { get; set; }

    /// <summary>Phonemes the writer gave with a link, if any.</summary>
    public string? Phonemes { get; set; }
}
