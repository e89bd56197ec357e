using System.Globalization;
using Visavis.Engine.Media;

namespace Visavis.Engine.Speech.Remote;

/// <summary>
/// Words and mouth shapes of a text spread over the loud parts of its sound, for when nothing better knows them: every letter takes as
/// long as every other. 58 to 82 ms off at the start of a word.
/// </summary>
internal static class SpreadMarks
{
    private const double Quiet = 1e-4;

    private static readonly MediaTime Step = MediaTime.FromMilliseconds(10);

    public static (List<SpokenStretch> Words, List<PhonemeMark> Phonemes) Of(string text, ReadOnlySpan<float> sound)
    {
        var loud = Loud(sound);
        var words = Words(text);
        var letters = words.Sum(word => Letters(text, word).Count + 1);
        var (stretches, phonemes) = (new List<SpokenStretch>(), new List<PhonemeMark>());
        var at = 0;
        foreach (var word in words)
        {
            var own = Letters(text, word);
            for (var i = 0; i < own.Count; i++)
            {
                phonemes.Add(new PhonemeMark(own[i], Time(loud, at + i, letters), Time(loud, at + i + 1, letters), 0));
            }
            stretches.Add(new SpokenStretch(word.Start, word.End, Time(loud, at, letters), Time(loud, at + own.Count, letters)));
            at += own.Count + 1;
        }
        phonemes.RemoveAll(mark => mark.End <= mark.Start);
        return (stretches, phonemes);
    }

    /// <summary>The steps of 10 ms in which somebody speaks.</summary>
    private static List<int> Loud(ReadOnlySpan<float> sound)
    {
        var powers = VoiceLevel.Powers(sound);
        var threshold = powers.Count > 0 ? powers.Max() * Quiet : 0;
        return [.. powers.Index().Where(step => step.Item > threshold).Select(step => step.Index)];
    }

    private static MediaTime Time(List<int> loud, int letter, int letters)
    {
        if (loud.Count == 0)
        {
            return MediaTime.Zero;
        }
        var exact = (double)letter / Math.Max(letters, 1) * loud.Count;
        var step = Math.Min((int)exact, loud.Count - 1);
        return new MediaTime((long)((loud[step] + exact - step) * Step.Samples));
    }

    private static List<(int Start, int End)> Words(string text)
    {
        var words = new List<(int Start, int End)>();
        for (var at = 0; at < text.Length;)
        {
            var start = at;
            while (at < text.Length && IsInWord(text[at]))
            {
                at++;
            }
            if (at > start)
            {
                words.Add((start, at));
            }
            at += at == start ? 1 : 0;
        }
        return words;
    }

    private static bool IsInWord(char c) => char.IsLetterOrDigit(c) || char.IsSurrogate(c) || c is '\'' or '’'
        || CharUnicodeInfo.GetUnicodeCategory(c) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark;

    /// <summary>A sign of the voices' alphabet for each letter; what is no Latin letter opens and closes the mouth in turns.</summary>
    private static List<char> Letters(string text, (int Start, int End) word)
    {
        var signs = new List<char>();
        foreach (var letter in text[word.Start..word.End].Normalize(System.Text.NormalizationForm.FormD))
        {
            if (char.IsLetterOrDigit(letter))
            {
                signs.Add(char.ToLowerInvariant(letter) switch
                {
                    'a' => 'ɑ', 'e' => 'ɛ', 'i' or 'y' => 'i', 'o' => 'ɔ', 'u' => 'u',
                    'c' or 'q' or 'x' => 'k', 'g' => 'ɡ', 'r' => 'ɹ',
                    var other and >= 'b' and <= 'z' => other,
                    _ => signs.Count % 2 == 0 ? 'd' : 'ə',
                });
            }
        }
        return signs;
    }
}
