using System.Text;

namespace Visavis.Engine.Text;

/// <summary>Whether there is anything in a text for a voice to say.</summary>
public static class SpeakableText
{
    /// <summary>Whether the text holds a letter or a digit of any script; spaces, emoji and punctuation alone are silence.</summary>
    public static bool Any(ReadOnlySpan<char> text)
    {
        foreach (var rune in text.EnumerateRunes())
        {
            if (Rune.IsLetterOrDigit(rune))
            {
                return true;
            }
        }
        return false;
    }

    /// <inheritdoc cref="Any(ReadOnlySpan{char})"/>
    public static bool Any(string text) => Any(text.AsSpan());
}
