using Visavis.Engine.Hearing;

namespace Visavis.Engine.Speech.Alignment;

/// <summary>A mouth that the text makes one expect in the sound, or a pause that may be there.</summary>
/// <param name="Class">What the net should hear.</param>
/// <param name="Frames">How long it takes at the reader's pace, in frames of 10 ms; 0 for a pause of any length.</param>
/// <param name="Phoneme">Index of its phoneme; -1 for a pause.</param>
internal readonly record struct ExpectedSound(VisemeClass Class, double Frames, int Phoneme)
{
    private const int NoPhoneme = -1;

    /// <summary>A diphthong changes its mouth here.</summary>
    private const double Glide = 0.55;

    public bool IsPause => Phoneme == NoPhoneme;

    public static ExpectedSound Pause => new(VisemeClass.Rest, 0, NoPhoneme);

    /// <summary>The mouths of a reading, with a pause before, behind and between words wherever the voice might rest.</summary>
    /// <param name="reading">The phonemes as the reader says them.</param>
    /// <param name="mayRest">Whether a voice may rest before a phoneme: where words begin.</param>
    public static List<ExpectedSound> Of(IReadOnlyList<PhonemeMark> reading, Func<int, bool> mayRest)
    {
        var sounds = new List<ExpectedSound> { Pause };
        for (var i = 0; i < reading.Count; i++)
        {
            if (i > 0 && mayRest(i))
            {
                sounds.Add(Pause);
            }
            var frames = Math.Max(1, (reading[i].End - reading[i].Start).Seconds * 100);
            var (first, second) = ClassesOf(reading, i);
            if (first == second)
            {
                sounds.Add(new ExpectedSound(first, frames, i));
                continue;
            }
            sounds.Add(new ExpectedSound(first, Glide * frames, i));
            sounds.Add(new ExpectedSound(second, (1 - Glide) * frames, i));
        }
        sounds.Add(Pause);
        return sounds;
    }

    /// <summary>h has the mouth of what follows it, or of what it ends.</summary>
    private static (VisemeClass First, VisemeClass Second) ClassesOf(IReadOnlyList<PhonemeMark> reading, int index)
    {
        if (VisemeSounds.Of(reading[index].Symbol) is { } own)
        {
            return own;
        }
        var next = reading.Skip(index + 1).Select(mark => VisemeSounds.Of(mark.Symbol)).FirstOrDefault(classes => classes is not null)?.First;
        var before = reading.Take(index).Select(mark => VisemeSounds.Of(mark.Symbol)).LastOrDefault(classes => classes is not null)?.Second;
        var viseme = next ?? before ?? VisemeClass.AA;
        return (viseme, viseme);
    }
}
