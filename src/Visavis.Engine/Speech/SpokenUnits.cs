using Visavis.Engine.Speech.G2p;
using Visavis.Engine.Text;

namespace Visavis.Engine.Speech;

/// <summary>What was read of a spoken text, put in terms of the clause it stands for.</summary>
internal static class SpokenUnits
{
    /// <summary>Units with the given sounds put in and their places in the clause's text.</summary>
    /// <param name="spoken">The words to say for the clause.</param>
    /// <param name="read">How those words are read.</param>
    /// <param name="spell">The voice's signs for IPA that the clause gives.</param>
    public static List<PronouncedUnit> Of(SpokenText spoken, IReadOnlyList<PronouncedUnit> read, Func<string, string> spell)
    {
        var units = new List<PronouncedUnit>(read.Count);
        var given = 0;
        foreach (var unit in read)
        {
            while (given < spoken.Ipa.Count && spoken.Ipa[given].End <= unit.SourceStart)
            {
                given++;
            }
            var phonemes = unit.Phonemes;
            var spaced = unit.SpaceAfter;
            if (given < spoken.Ipa.Count && spoken.Ipa[given] is var stretch && stretch.Start < unit.SourceEnd && !unit.IsPunctuation)
            {
                // The first of the units under given sounds says them, the others nothing.
                var isFirst = units.Count == 0 || read[units.Count - 1].SourceEnd <= stretch.Start;
                phonemes = isFirst ? spell(stretch.Ipa) : "";
                spaced = true;
            }
            var (start, end) = spoken.Source(unit.SourceStart, unit.SourceEnd);
            units.Add(unit with { Phonemes = phonemes, SourceStart = start, SourceEnd = end, SpaceAfter = spaced });
        }
        return units;
    }
}
