using Visavis.Engine;

namespace Visavis.Benchmarks;

/// <summary>Plain sentences composed at random, so that no two sessions say the same and no cache can help.</summary>
internal static class Sentences
{
    private static readonly string[] Subjects = ["The old ferry", "A patient teacher", "My neighbour", "The morning train", "Our small team", "Every visitor", "The blue lamp", "A curious child"];
    private static readonly string[] Verbs = ["crosses", "remembers", "opens", "follows", "describes", "keeps", "passes", "measures"];
    private static readonly string[] Objects = ["the quiet harbour", "a box of maps", "the narrow bridge", "three simple rules", "the garden path", "a letter from home", "the empty market", "both clocks"];
    private static readonly string[] Endings = ["before the rain begins", "and nobody minds", "while the bread is warm", "with great care", "on the way to work", "because it matters", "in less than a minute", "for the very first time"];

    /// <summary>The Harvard sentences of tests/assets and a minute of composed ones.</summary>
    public static IReadOnlyList<string> English() =>
    [
        .. File.ReadLines(Path.Combine(AssetFolders.Root, "..", "tests", "assets", "harvard.txt")).Where(line => line.Length > 0),
        .. Text(1, 60).Split(". ", StringSplitOptions.RemoveEmptyEntries).Select(sentence => sentence + "."),
    ];

    /// <summary>Text that takes about <paramref name="seconds"/> to say (some 15 characters a second).</summary>
    public static string Text(int seed, int seconds)
    {
        var random = new Random(seed);
        var text = new System.Text.StringBuilder();
        while (text.Length < seconds * 15)
        {
            text.Append(Pick(random, Subjects)).Append(' ').Append(Pick(random, Verbs)).Append(' ').Append(Pick(random, Objects)).Append(", ")
                .Append(Pick(random, Endings)).Append(". ");
        }
        return text.ToString();
    }

    private static string Pick(Random random, string[] choices) => choices[random.Next(choices.Length)];
}
