using System.Text;
using static Visavis.Engine.Speech.G2p.CharacterClasses;

namespace Visavis.Engine.Speech.G2p;

/// <summary>Joins the readings of what is written together, with the stress of one word.</summary>
internal static class Compounds
{
    /// <param name="text">All of the group's text.</param>
    /// <param name="group">Its parts, read; their stress is moved.</param>
    public static string Join(string text, List<SubToken> group)
    {
        var isMixed = IsMixed(text) || group.Exists(part => part.Phonemes!.Contains(' ', StringComparison.Ordinal));
        if (!isMixed)
        {
            DemoteCompound(group.FindAll(part => part.Phonemes is { Length: > 0 }));
        }
        var joined = new StringBuilder();
        foreach (var part in group)
        {
            if (isMixed && part.Phonemes is [not ' ', ..] && joined.Length > 0 && joined[^1] != ' ')
            {
                joined.Append(' ');
            }
            joined.Append(part.Phonemes);
        }
        return joined.ToString();
    }

    /// <summary>Whether the text holds more than one of letters, digits and signs, or what keeps parts apart.</summary>
    private static bool IsMixed(string text)
    {
        var kinds = 0;
        foreach (var c in text)
        {
            kinds |= c is ' ' or '/' ? 8 | 1 : Junk.Contains(c, StringComparison.Ordinal) ? 0
                : char.IsLetter(c) ? 1 : char.IsAsciiDigit(c) ? 2 : 4;
        }
        return kinds >= 8 || (kinds & (kinds - 1)) != 0;
    }

    /// <summary>A compound has its main stress on few parts: "T-shirt", "high-tech".</summary>
    private static void DemoteCompound(List<SubToken> parts)
    {
        if (parts.Count == 2 && parts[0].Text.Length == 1)
        {
            parts[1].Phonemes = Stress.Apply(parts[1].Phonemes!, Stress.Demoted);
            return;
        }
        var stressed = parts.Count(part => part.Phonemes!.Contains(Stress.Primary));
        if (parts.Count < 2 || stressed <= (parts.Count + 1) / 2)
        {
            return;
        }
        var weakest = parts.OrderBy(part => part.Phonemes!.Contains(Stress.Primary)).ThenBy(part => Weight(part.Phonemes!))
            .Take(parts.Count / 2).ToList();
        foreach (var part in weakest)
        {
            part.Phonemes = Stress.Apply(part.Phonemes!, Stress.Demoted);
        }
    }

    private static int Weight(string phonemes) => phonemes.Sum(c => "AIOQWYʤʧ".Contains(c, StringComparison.Ordinal) ? 2 : 1);
}
