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
internal sealed class SpokenText
{
    private readonly MappedText _mapped;

    private SpokenText(MappedText mapped, IReadOnlyList<IpaStretch> ipa) => (_mapped, Ipa) = (mapped, ipa);

    public string Text => _mapped.Text;

    /// <summary>Where sounds are given; a voice that takes no phonemes reads the letters there.</summary>
    public IReadOnlyList<IpaStretch> Ipa { get; }

    public static SpokenText Of(Clause clause)
    {
        var mapped = MappedText.Of(clause.Text);
        var ipa = new List<IpaStretch>();
        // From the right, so that what stands to the left keeps its place.
        foreach (var reading in clause.Readings.Reverse())
        {
            if (reading.IsIpa)
            {
                ipa.Insert(0, new IpaStretch(reading.Start, reading.End, reading.Say));
                continue;
            }
            mapped = mapped.ReplaceAt(reading.Start, reading.End, reading.Say);
            var moved = reading.Say.Length - (reading.End - reading.Start);
            for (var i = 0; i < ipa.Count; i++)
            {
                ipa[i] = ipa[i] with { Start = ipa[i].Start + moved, End = ipa[i].End + moved };
            }
        }
        return new SpokenText(mapped, ipa);
    }

    /// <summary>The range of the clause's text that [<paramref name="start"/>, <paramref name="end"/>) of the spoken text stands for.</summary>
    public (int Start, int End) Source(int start, int end) => _mapped.Source(start, end);
}
