namespace Visavis.Engine.Speech.G2p;

/// <summary>The kind of sound a word begins with; none before a pause.</summary>
internal enum Sound
{
    None,
    Vowel,
    Consonant,
}

/// <summary>What follows a word, since a sentence is read from right to left: "the" before a vowel, "used" before "to".</summary>
/// <param name="Next">The first sound that follows.</param>
/// <param name="To">Whether the next word is "to".</param>
internal readonly record struct ReadingContext(Sound Next, bool To)
{
    private const string Pauses = ";:,.!?—…";

    /// <summary>The context of what stands before a unit that was read as <paramref name="phonemes"/>.</summary>
    public ReadingContext Before(string phonemes, string text, string tag)
    {
        var next = Next;
        foreach (var c in phonemes)
        {
            if (Stress.Vowels.Contains(c))
            {
                next = Sound.Vowel;
                break;
            }
            if (Stress.Consonants.Contains(c))
            {
                next = Sound.Consonant;
                break;
            }
            if (Pauses.Contains(c))
            {
                next = Sound.None;
                break;
            }
        }
        return new ReadingContext(next, text is "to" or "To" || (text == "TO" && tag is ("TO" or "IN")));
    }
}
