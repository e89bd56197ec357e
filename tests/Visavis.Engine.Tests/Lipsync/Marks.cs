using Visavis.Engine.Media;
using Visavis.Engine.Speech;

namespace Visavis.Engine.Tests.Lipsync;

/// <summary>Phoneme strings as marks: each symbol of a length, a space a pause.</summary>
internal static class Marks
{
    public const string Alphabet = "bdfhklmnpstvwzɡjŋɹʃʒʧʤθðTiɪɛæɑɔʊuʌəɐᵻᵊɜAIOWY";

    private const string Vowels = "iɪɛæɑɔʊuʌəɐᵻᵊɜAIOWY";

    public static PhonemeMark[] Even(string symbols, double milliseconds = 80, double pause = 400)
    {
        var marks = new List<PhonemeMark>();
        var time = 0.0;
        foreach (var symbol in symbols)
        {
            var length = symbol == ' ' ? pause : milliseconds;
            if (symbol != ' ')
            {
                marks.Add(Mark(symbol, time, time + length, (byte)(Vowels.Contains(symbol) ? 1 : 0)));
            }
            time += length;
        }
        return [.. marks];
    }

    /// <summary>Any phonemes of 25 to 225 ms in heart's units, with pauses now and then.</summary>
    public static PhonemeMark[] Random(int seed, int count)
    {
        var random = new Random(seed);
        var time = 0.0;
        return [.. Enumerable.Range(0, count).Select(_ =>
        {
            time += random.Next(8) == 0 ? 25 * random.Next(20) : 0;
            var length = 25 * (1 + random.Next(9));
            var mark = Mark(Alphabet[random.Next(Alphabet.Length)], time, time + length, (byte)random.Next(3));
            time += length;
            return mark;
        })];
    }

    private static PhonemeMark Mark(char symbol, double start, double end, byte stress) =>
        new(symbol, MediaTime.FromMilliseconds(start), MediaTime.FromMilliseconds(end), stress);
}
