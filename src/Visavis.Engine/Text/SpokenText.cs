using System.Text.RegularExpressions;
using Visavis.Engine.Text.Normalization;

namespace Visavis.Engine.Text;

/// <summary>Sounds in IPA for a stretch of a spoken text.</summary>
/// <param name="Start">Index of its first character in the spoken text.</param>
/// <param name="End">Index behind its last.</param>
/// <param name="Ipa">What is heard instead of the letters.</param>
public readonly record struct IpaStretch(int Start, int End, string Ipa);

/// <summary>
/// The words a voice is to say for a clause, in which every character knows the stretch of the clause's text it stands for: the
/// text as written with its <see cref="Clause.Readings"/> put in.
/// </summary>
internal sealed partial class SpokenText
{
    /// <summary>Stands for a reading while the text around it is normalised; no rule knows it, and none in the text itself remains.</summary>
    private const char Mark = '\uF8FE';

    private readonly MappedText _mapped;

    private SpokenText(MappedText mapped, IReadOnlyList<IpaStretch> ipa) => (_mapped, Ipa) = (mapped, ipa);

    public string Text => _mapped.Text;

    /// <summary>Where sounds are given; a voice that takes no phonemes reads the letters there.</summary>
    public IReadOnlyList<IpaStretch> Ipa { get; }

    /// <summary>With the readings only; for voices whose own reader makes words of numbers and signs.</summary>
    public static SpokenText Of(Clause clause) => Of(clause, text => text);

    /// <summary>
    /// With the readings, and the rest made into words of the language of <paramref name="locale"/> (BCP 47) where espeak-ng would read
    /// it wrong.
    /// </summary>
    public static SpokenText Of(Clause clause, string locale) => Of(clause, TextNormalizer.For(locale).Normalize);

    /// <summary>The range of the clause's text that [<paramref name="start"/>, <paramref name="end"/>) of the spoken text stands for.</summary>
    public (int Start, int End) Source(int start, int end) => _mapped.Source(start, end);

    private static SpokenText Of(Clause clause, Func<MappedText, MappedText> normalize)
    {
        var readings = clause.Readings;
        var next = 0;
        var marked = MappedText.Of(clause.Text.Replace(Mark, ' '));
        // From the right, so that what stands to the left keeps its place.
        for (var i = readings.Count - 1; i >= 0; i--)
        {
            marked = marked.ReplaceAt(readings[i].Start, readings[i].End, Mark.ToString());
        }
        var mapped = normalize(marked);
        if (readings.Count == 0)
        {
            return new SpokenText(mapped, []);
        }
        // A rule that took a mark into something else would give its reading to the next one: then the rules do not count.
        mapped = Marks().Count(mapped.Text) == readings.Count ? mapped : marked;
        var ipa = new List<IpaStretch>();
        var moved = 0;
        mapped = mapped.ReplaceAsOne(Marks(), match =>
        {
            var reading = readings[next++];
            var said = reading.IsIpa ? clause.Text[reading.Start..reading.End] : normalize(MappedText.Of(reading.Say)).Text;
            if (reading.IsIpa)
            {
                ipa.Add(new IpaStretch(match.Index + moved, match.Index + moved + said.Length, reading.Say));
            }
            moved += said.Length - 1;
            return said;
        });
        return new SpokenText(mapped, ipa);
    }

    [GeneratedRegex("\uF8FE")]
    private static partial Regex Marks();
}
