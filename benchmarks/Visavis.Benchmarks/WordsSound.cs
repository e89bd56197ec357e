using Visavis.Engine.Hearing;
using Visavis.Engine.Media;
using Visavis.Engine.Speech;
using Visavis.Engine.Text;

namespace Visavis.Benchmarks;

/// <summary>Sentences as a voice said them, at 16 kHz, with the words it was given and when it said them.</summary>
internal sealed record WordsSound(string Voice, float[] Samples, IReadOnlyList<WordMark> Words)
{
    private static readonly string[] Spoken =
    [
        "The birch canoe slid on the smooth planks.", "Glue the sheet to the dark blue background.", "It's easy to tell the depth of a well.",
        "These days a chicken leg is a rare dish.", "Rice is often served in round bowls.", "The juice of lemons makes fine punch.",
        "The box was thrown beside the parked truck.", "The hogs were fed chopped corn and garbage.", "Four hours of steady work faced us.",
        "A large size in stockings is hard to sell.", "The boy was there when the sun rose.", "A rod is used to catch pink salmon.",
        "The source of the huge river is the clear spring.", "Kick the ball straight and follow through.", "Help the woman get back to her feet.",
        "A pot of tea helps to pass the evening.", "Smoky fires lack flame and heat.", "The soft cushion broke the man's fall.",
        "The salt breeze came across from the sea.", "The girl at the booth sold fifty bonds.",
        "Hi there, thanks for calling, how can I help you today?", "Sure, let me look that up for you.",
        "Your order was shipped on Monday and should arrive by Thursday.", "I'm sorry about the delay, I know that's frustrating.",
        "Could you tell me the last four digits of your account?", "That works for most people, but it depends on your plan.",
        "You can change the password in the settings, under security.", "No problem at all, take your time.",
        "The meeting starts at nine, and it usually takes about an hour.", "We have three rooms left for the second weekend in June.",
        "If you want, I can send you a link by email.", "Honestly, I would go with the smaller one.",
        "First open the app, then choose your profile, and press save.", "It costs twenty five dollars a month, and you can cancel at any time.",
        "Is there anything else you would like to know?", "Great, I've made a note of that.", "The weather will be sunny in the morning and cloudy later on.",
        "Let me explain how the refund works.", "Our office is closed on public holidays.", "Thank you for waiting, the manager will be with you shortly.",
        "Most customers see a difference after two or three weeks.", "Please check that the cable is connected on both sides.",
    ];

    public double Seconds => (double)Samples.Length / MelBank.SampleRate;

    /// <summary>Says all sentences one after the other, with the pauses that the voice wants.</summary>
    public static async Task<WordsSound> SpeakAsync(string name, ISpeechEngine voice)
    {
        var (sound, words, chunker) = (new List<float>(), new List<WordMark>(), new TextChunker());
        foreach (var clause in chunker.Append(string.Join(' ', Spoken)).Concat(chunker.Finish()))
        {
            using var chunk = await voice.SpeakAsync(clause, CancellationToken.None);
            var start = new MediaTime(sound.Count);
            words.AddRange(chunk.Words.Where(word => !word.IsPunctuation).Select(word => word with { Start = start + word.Start, End = start + word.End }));
            sound.AddRange(chunk.Pcm.Span);
            sound.AddRange(new float[chunk.PauseAfter.Samples]);
        }
        return new WordsSound(name, Decimate([.. sound]), words);
    }

    private static float[] Decimate(float[] sound)
    {
        var decimator = new Decimator();
        var samples = new float[Decimator.MostOutput(sound.Length) + Decimator.MostAtEnd];
        var count = decimator.Push(sound, samples);
        return samples[..(count + decimator.Finish(samples.AsSpan(count)))];
    }
}
