using System.Globalization;
using System.Text;
using Visavis.Engine.Media;

namespace Visavis.Engine.Speech.Espeak;

/// <summary>espeak-ng's IPA strings to single symbols with times and stress.</summary>
internal static class EspeakPhonemes
{
    /// <summary>The marks of what was said, times in samples of the sound's own rate through <paramref name="time"/>.</summary>
    public static List<PhonemeMark> Mark(EspeakSpeech speech, Func<int, MediaTime> time)
    {
        var marks = new List<PhonemeMark>();
        var stress = new StressReader(speech.Ipa);
        var phonemes = speech.Events.Where(e => !e.IsWord).ToList();
        for (var i = 0; i < phonemes.Count; i++)
        {
            if (!IsSound(phonemes[i].Id))
            {
                continue;
            }
            var end = i + 1 < phonemes.Count ? phonemes[i + 1].Sample : speech.Sound.Length;
            Add(marks, Symbols(phonemes[i].Id), phonemes[i].Sample, end, stress.Next(phonemes[i].Id), time);
        }
        return marks;
    }

    /// <summary>Pauses have no name; "(en)" says that the language changes.</summary>
    public static bool IsSound(string id) => id.Length > 0 && id[0] != '(' && Symbols(id).Length > 0;

    internal static string Symbols(string ipa)
    {
        var bare = new StringBuilder();
        foreach (var c in ipa)
        {
            if (CharUnicodeInfo.GetUnicodeCategory(c) is UnicodeCategory.LowercaseLetter or UnicodeCategory.OtherLetter)
            {
                bare.Append(c == 'g' ? 'ɡ' : c);
            }
        }
        foreach (var (from, to) in Ipa.Joined)
        {
            bare.Replace(from, to);
        }
        return bare.ToString();
    }

    /// <summary>Signs that stand for one event share its time.</summary>
    private static void Add(List<PhonemeMark> marks, string symbols, int start, int end, byte stress, Func<int, MediaTime> time)
    {
        for (var k = 0; k < symbols.Length; k++)
        {
            var from = start + (end - start) * k / symbols.Length;
            var to = start + (end - start) * (k + 1) / symbols.Length;
            var isVowel = Ipa.IsVowel(symbols[k]);
            if (to > from)
            {
                marks.Add(new PhonemeMark(symbols[k], time(from), time(to), isVowel ? stress : (byte)0));
            }
        }
    }

    /// <summary>Finds the stress of each event by walking through the text's whole IPA, in which stress marks stand before syllables.</summary>
    private sealed class StressReader(string ipa)
    {
        /// <summary>The two texts may differ by a sign here and there; further than this nothing is looked for.</summary>
        private const int Reach = 12;

        private int _at;
        private byte _pending;

        public byte Next(string id)
        {
            var found = ipa.IndexOf(id, _at, Math.Min(Reach + id.Length, ipa.Length - _at), StringComparison.Ordinal);
            if (found >= 0)
            {
                for (; _at < found; _at++)
                {
                    _pending = ipa[_at] switch { 'ˈ' => 1, 'ˌ' => 2, ' ' => 0, _ => _pending };
                }
                _at = found + id.Length;
            }
            if (!Symbols(id).Any(Ipa.IsVowel))
            {
                return 0;
            }
            var stress = _pending;
            _pending = 0;
            return stress;
        }
    }
}
