using System.Globalization;
using System.Text;

namespace Visavis.Server.Assets;

/// <summary>Names that clients give their files. They are shown, never used as a path.</summary>
public static class FileNames
{
    private const int Longest = 200;

    /// <summary>The last part of a path of any system, without characters that hide or reorder others.</summary>
    public static string Harmless(string name)
    {
        var text = new StringBuilder();
        foreach (var rune in name[(name.AsSpan().LastIndexOfAny('/', '\\') + 1)..].EnumerateRunes())
        {
            var isHidden = Rune.GetUnicodeCategory(rune) is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator
                or UnicodeCategory.ParagraphSeparator or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned or UnicodeCategory.Surrogate;
            if (!isHidden && text.Length + rune.Utf16SequenceLength <= Longest)
            {
                text.Append(rune);
            }
        }
        var harmless = text.ToString().Trim().Trim('.');
        return harmless.Length > 0 ? harmless : "file";
    }
}
