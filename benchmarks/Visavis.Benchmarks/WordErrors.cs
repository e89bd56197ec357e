using System.Globalization;

namespace Visavis.Benchmarks;

/// <summary>
/// Compares recognised words with the spoken ones. Case and punctuation do not count, and numbers are compared as spoken: "500" is
/// "five hundred", "9:30" "nine thirty", "$25" "twenty five dollars", "50%" "fifty percent". Spellings that sound alike are one word.
/// </summary>
internal static class WordErrors
{
    private static readonly string[] Small =
    [
        "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen",
        "sixteen", "seventeen", "eighteen", "nineteen",
    ];

    private static readonly string[] Tens = ["", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"];

    /// <summary>Spellings that nobody can hear, and the ones they are compared as.</summary>
    private static readonly Dictionary<string, string[]> Spellings = new() { ["anytime"] = ["any", "time"], ["smokey"] = ["smoky"] };

    /// <summary>A text's words as they are compared.</summary>
    public static IEnumerable<string> Plain(string word)
    {
        var text = word.ToLowerInvariant().Replace("%", " percent", StringComparison.Ordinal).Replace("’", "'", StringComparison.Ordinal);
        text = text.StartsWith('$') ? text[1..] + " dollars" : text;
        return new string([.. text.Select(c => char.IsLetterOrDigit(c) || c == '\'' ? c : ' ')])
            .Split(' ', StringSplitOptions.RemoveEmptyEntries)
            .SelectMany(part => int.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number < 10_000 ? Number(number) : Spellings.GetValueOrDefault(part, [part]));
    }

    /// <summary>Errors (substituted, left out, added), and the pairs of words that are equal, by index.</summary>
    public static (int Errors, List<(int Spoken, int Heard)> Equal) Compare(IReadOnlyList<string> spoken, IReadOnlyList<string> heard)
    {
        var cost = new int[spoken.Count + 1, heard.Count + 1];
        for (var i = 0; i <= spoken.Count; i++)
        {
            for (var j = 0; j <= heard.Count; j++)
            {
                cost[i, j] = i == 0 || j == 0
                    ? i + j
                    : Math.Min(cost[i - 1, j - 1] + (spoken[i - 1] == heard[j - 1] ? 0 : 1), 1 + Math.Min(cost[i - 1, j], cost[i, j - 1]));
            }
        }
        var equal = new List<(int, int)>();
        for (int i = spoken.Count, j = heard.Count; i > 0 && j > 0;)
        {
            var same = spoken[i - 1] == heard[j - 1];
            if (cost[i, j] == cost[i - 1, j - 1] + (same ? 0 : 1))
            {
                (i, j) = (i - 1, j - 1);
                if (same)
                {
                    equal.Add((i, j));
                }
            }
            else
            {
                (i, j) = cost[i, j] == cost[i - 1, j] + 1 ? (i - 1, j) : (i, j - 1);
            }
        }
        return (cost[spoken.Count, heard.Count], equal);
    }

    private static IEnumerable<string> Number(int number) => number switch
    {
        < 20 => [Small[number]],
        < 100 => number % 10 == 0 ? [Tens[number / 10]] : [Tens[number / 10], Small[number % 10]],
        < 1000 => [Small[number / 100], "hundred", .. number % 100 == 0 ? [] : Number(number % 100)],
        _ => [.. Number(number / 1000), "thousand", .. number % 1000 == 0 ? [] : Number(number % 1000)],
    };
}
