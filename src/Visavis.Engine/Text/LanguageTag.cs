namespace Visavis.Engine.Text;

/// <summary>The language and region of a BCP 47 tag; scripts, variants and extensions say nothing that voices here differ in.</summary>
/// <param name="Primary">Of two or three letters: "pt".</param>
/// <param name="Region">"BR" or "419"; null where the tag names none.</param>
public sealed record LanguageTag(string Primary, string? Region)
{
    /// <summary>Names of one language: Mandarin is what "zh" means to everybody, and Norwegian is mostly Bokmål.</summary>
    private static readonly Dictionary<string, string> SameAs = new() { ["cmn"] = "zh", ["no"] = "nb" };

    /// <summary>Reads a tag, in any case, with '-' or '_' between its parts ("pt_BR"); null if the text is none.</summary>
    public static LanguageTag? Parse(string text)
    {
        var parts = text.Split('-', '_');
        var primary = parts[0].ToLowerInvariant();
        if (primary.Length is not (2 or 3) || !primary.All(char.IsAsciiLetter) || !parts.All(part => part.Length is >= 1 and <= 8 && part.All(char.IsAsciiLetterOrDigit)))
        {
            return null;
        }
        // What follows a single letter is an extension.
        var region = parts.Skip(1).TakeWhile(part => part.Length > 1).FirstOrDefault(IsRegion);
        return new LanguageTag(SameAs.GetValueOrDefault(primary, primary), region?.ToUpperInvariant());
    }

    /// <summary>Whether who speaks as in <paramref name="locale"/> speaks this: the same language, and the same region where both name one.</summary>
    public bool Covers(string locale) =>
        Parse(locale) is { } other && other.Primary == Primary && (Region is null || other.Region is null || other.Region == Region);

    public override string ToString() => Region is null ? Primary : $"{Primary}-{Region}";

    private static bool IsRegion(string part) => (part.Length == 2 && part.All(char.IsAsciiLetter)) || (part.Length == 3 && part.All(char.IsAsciiDigit));
}
