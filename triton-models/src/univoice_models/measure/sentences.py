"""What is spoken to be measured: everyday sentences, the same number in each language."""

SENTENCES = {
    "en": [
        "The report was ready last night, but it still needs some work.",
        "We will meet at half past ten in the small room on the second floor.",
        "She told me that the train to the coast leaves from platform four.",
        "I would like to open an account and send some money to my brother.",
        "Please bring the documents that I asked you for on Monday.",
        "My grandmother bakes bread every morning before the sun comes up.",
        "The doctor said that he can go home again at the end of the week.",
        "There was so much snow that nobody could drive to work yesterday.",
        "If you turn left after the bridge, you will see the old market.",
        "They have been waiting for an answer since the beginning of June.",
        "Nobody knew why the lights in the house were still burning.",
        "The children are playing football behind the school.",
    ],
    "pt": [
        "O relatório ficou pronto ontem à noite, mas ainda precisa de uma revisão.",
        "Vamos nos encontrar às dez e meia na sala pequena do segundo andar.",
        "Ela me disse que o trem para o litoral sai da plataforma quatro.",
        "Eu gostaria de abrir uma conta e mandar dinheiro para o meu irmão.",
        "Por favor, traga os documentos que eu pedi na segunda-feira.",
        "Minha avó faz pão todas as manhãs antes do nascer do sol.",
        "O médico disse que ele pode voltar para casa no fim da semana.",
        "Choveu tanto que ninguém conseguiu ir ao trabalho ontem.",
        "Se você virar à esquerda depois da ponte, vai ver o mercado antigo.",
        "Eles estão esperando uma resposta desde o começo de junho.",
        "Ninguém sabia por que as luzes da casa ainda estavam acesas.",
        "As crianças estão jogando futebol atrás da escola.",
    ],
}
QUESTIONS = {
    "en": [
        "Are you coming with us tomorrow?",
        "Did you find the keys?",
        "Is this seat taken?",
        "Can you hear me now?",
        "Would you like some coffee?",
        "Has the meeting already begun?",
    ],
    "pt": [
        "Você vem com a gente amanhã?",
        "Você achou as chaves?",
        "Este lugar está ocupado?",
        "Você me ouve agora?",
        "Você quer um café?",
        "A reunião já começou?",
    ],
}
