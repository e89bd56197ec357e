using System.Text.RegularExpressions;

namespace Visavis.Engine.Text.Normalization;

/// <summary>Pictures in a text are seen, not said; espeak-ng would read their names aloud.</summary>
internal static partial class Emoji
{
    public static MappedText Drop(MappedText text) => text.ReplaceAsOne(Pictures(), _ => " ");

    /// <summary>Pictographs, dingbats, flags, and what joins or colours them. Signs such as ° and © stay.</summary>
    [GeneratedRegex("(?:[\uD83C-\uD83E][\uDC00-\uDFFF]|[\u2300-\u23FF\u2600-\u27BF\u2B00-\u2BFF]|[\uFE0E\uFE0F\u200D\u20E3]|\uDB40[\uDC20-\uDC7F])+")]
    private static partial Regex Pictures();
}
