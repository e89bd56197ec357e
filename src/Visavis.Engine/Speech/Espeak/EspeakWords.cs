using Visavis.Engine.Media;

namespace Visavis.Engine.Speech.Espeak;

/// <summary>When each stretch of the text is said, from espeak-ng's events.</summary>
internal static class EspeakWords
{
    public static List<SpokenStretch> Stretches(string text, EspeakSpeech speech, Func<int, MediaTime> time)
    {
        var starts = CharacterStarts(text);
        var stretches = new List<SpokenStretch>();
        var events = speech.Events;
        var from = -1;
        var to = 0;
        (int Start, int End)? source = null;
        for (var i = 0; i < events.Count; i++)
        {
            if (!events[i].IsWord)
            {
                // A word event can precede its sound by a pause: the first real phoneme counts.
                if (EspeakPhonemes.IsSound(events[i].Id))
                {
                    from = from < 0 ? events[i].Sample : from;
                    to = NextPhoneme(events, i, speech.Sound.Length);
                }
            }
            else if (events[i].Length > 0)
            {
                Close();
                source = Source(starts, events[i]);
            }
        }
        Close();
        return stretches;

        void Close()
        {
            if (source is var (start, end) && from >= 0)
            {
                stretches.Add(new SpokenStretch(start, end, time(from), time(to)));
            }
            from = -1;
        }
    }

    private static int NextPhoneme(IReadOnlyList<EspeakEvent> events, int index, int end)
    {
        for (var i = index + 1; i < events.Count; i++)
        {
            if (!events[i].IsWord)
            {
                return events[i].Sample;
            }
        }
        return end;
    }

    /// <summary>espeak-ng counts code points; marks count UTF-16 units.</summary>
    private static (int Start, int End) Source(int[] starts, EspeakEvent word)
    {
        var last = starts.Length - 1;
        return (starts[Math.Clamp(word.Position, 0, last)], starts[Math.Clamp(word.Position + word.Length, 0, last)]);
    }

    private static int[] CharacterStarts(string text)
    {
        var starts = new List<int>(text.Length + 1);
        var at = 0;
        foreach (var rune in text.EnumerateRunes())
        {
            starts.Add(at);
            at += rune.Utf16SequenceLength;
        }
        starts.Add(at);
        return [.. starts];
    }
}
