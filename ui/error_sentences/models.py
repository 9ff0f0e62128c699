"""Sentences about adding, choosing and removing models."""

from __future__ import annotations

from ui.error_sentences.sentences import Sentences
from ui.i18n.marking import QT_TR_NOOP

_NOT_ADDED = QT_TR_NOOP("The model was not added")
_GET_AGAIN = QT_TR_NOOP("Get the model again from where it comes from, as safetensors files.")
_GET_GGUF_AGAIN = QT_TR_NOOP("Get the model again from where it comes from, as one GGUF file.")

BY_CODE: dict[str, Sentences] = {
    "model_refused": (
        _NOT_ADDED,
        QT_TR_NOOP("It is not a model that can be used here."),
        QT_TR_NOOP("Add the folder of an embedder, or the GGUF file of a language model."),
    ),
    "model_refused.no_such_folder": (
        _NOT_ADDED,
        QT_TR_NOOP("There is no such folder."),
        QT_TR_NOOP("Name the folder that holds model.safetensors and modules.json."),
    ),
    "model_refused.unreadable": (
        _NOT_ADDED,
        QT_TR_NOOP("A file of it cannot be read."),
        QT_TR_NOOP("Copy the model to a disk of this computer, then add it again."),
    ),
    "model_refused.missing_file": (
        _NOT_ADDED,
        QT_TR_NOOP("The folder lacks {file}, which every embedder of this kind has."),
        QT_TR_NOOP("Get the whole folder, as sentence-transformers saves it with safetensors weights."),
    ),
    "model_refused.could_run": (
        _NOT_ADDED,
        QT_TR_NOOP("The file {file} could run a program when it is loaded. Only plain data is taken."),
        QT_TR_NOOP(
            "Get the model with safetensors weights; programs and pickle files must not be in the folder."
        ),
    ),
    "model_refused.leads_out": (
        _NOT_ADDED,
        QT_TR_NOOP("{file} leads to a place outside of the folder."),
        QT_TR_NOOP("Copy the files themselves into one folder, then add that."),
    ),
    "model_refused.unexpected_file": (
        _NOT_ADDED,
        QT_TR_NOOP("The folder holds something that does not belong to an embedder: {file}."),
        QT_TR_NOOP("Copy the model's own files into a folder by themselves, then add that."),
    ),
    "model_refused.unexpected_module": (
        _NOT_ADDED,
        QT_TR_NOOP("It needs program parts of its own, and none are run."),
        QT_TR_NOOP("Choose a model made of the usual parts: transformer, pooling, normalising."),
    ),
    "model_refused.weights_in_pieces": (
        _NOT_ADDED,
        QT_TR_NOOP("Its weights are in several files ({file}); only one model.safetensors can be read."),
        QT_TR_NOOP("Choose a model with all its weights in one file."),
    ),
    "model_refused.too_large": (
        _NOT_ADDED,
        QT_TR_NOOP("{file} is far larger than such a file of a model is."),
        QT_TR_NOOP("Choose a smaller model."),
    ),
    "model_refused.memory_short": (
        _NOT_ADDED,
        QT_TR_NOOP("It would need more memory than this computer can spare."),
        QT_TR_NOOP("Choose a smaller model, or use a computer with more memory."),
    ),
    "model_refused.truncated": (
        _NOT_ADDED,
        QT_TR_NOOP("{file} ends too early: it was not copied or downloaded to its end."),
        _GET_AGAIN,
    ),
    "model_refused.hash_mismatch": (
        _NOT_ADDED,
        QT_TR_NOOP("A file changed while it was copied."),
        QT_TR_NOOP("Try again. If it keeps happening, check the disk."),
    ),
    "model_refused.mislabelled": (
        _NOT_ADDED,
        QT_TR_NOOP("{file} is not what its name says, or its numbers do not fit the rest of the model."),
        _GET_AGAIN,
    ),
    "model_refused.not_an_embedder": (
        _NOT_ADDED,
        QT_TR_NOOP("This is a language model, not one that makes vectors of texts."),
        QT_TR_NOOP("Choose an embedder."),
    ),
    "model_refused.not_allowed": (
        QT_TR_NOOP("This model is not allowed here"),
        QT_TR_NOOP("Your organisation has listed which models may be used, and this is not one of them."),
        QT_TR_NOOP("Ask whoever looks after this computer."),
    ),
    "model_refused.no_such_file": (
        _NOT_ADDED,
        QT_TR_NOOP("There is no such file."),
        QT_TR_NOOP("Name the GGUF file of a language model, or the folder of an embedder."),
    ),
    "model_refused.not_a_file": (
        _NOT_ADDED,
        QT_TR_NOOP("It is not an ordinary file."),
        QT_TR_NOOP("Copy the model to a disk of this computer, then add it again."),
    ),
    "model_refused.name_the_file": (
        _NOT_ADDED,
        QT_TR_NOOP("The folder holds GGUF files; a language model is one of them."),
        QT_TR_NOOP("Name the file itself instead of its folder."),
    ),
    "model_refused.gguf_truncated": (
        _NOT_ADDED,
        QT_TR_NOOP("{file} ends too early: it was not copied or downloaded to its end."),
        _GET_GGUF_AGAIN,
    ),
    "model_refused.gguf_mislabelled": (
        _NOT_ADDED,
        QT_TR_NOOP("{file} begins like a language model, but what it says of itself does not fit together."),
        _GET_GGUF_AGAIN,
    ),
    "model_refused.gguf_not_gguf": (_NOT_ADDED, QT_TR_NOOP("{file} is not a GGUF file."), _GET_GGUF_AGAIN),
    "model_refused.gguf_is_archive": (
        _NOT_ADDED,
        QT_TR_NOOP("{file} is a compressed archive, not a GGUF file."),
        QT_TR_NOOP("Unpack it, then add the GGUF file in it."),
    ),
    "model_refused.gguf_is_safetensors": (
        _NOT_ADDED,
        QT_TR_NOOP("{file} holds safetensors, not GGUF, whatever its name says."),
        _GET_GGUF_AGAIN,
    ),
    "model_refused.gguf_is_text": (
        _NOT_ADDED,
        QT_TR_NOOP("{file} is a text, perhaps a web page or a pointer to the file, not the model."),
        _GET_GGUF_AGAIN,
    ),
    "model_refused.gguf_other_endianness": (
        _NOT_ADDED,
        QT_TR_NOOP("{file} was made for computers that order their bytes the other way."),
        QT_TR_NOOP("Get the usual (little-endian) file of the model."),
    ),
    "model_refused.gguf_other_version": (
        _NOT_ADDED,
        QT_TR_NOOP("{file} is in a version of the format that is not read here; versions 2 and 3 are."),
        QT_TR_NOOP("Get the model in a newer file, or look for a newer Anamnesis."),
    ),
    "model_refused.gguf_header_too_large": (
        _NOT_ADDED,
        QT_TR_NOOP("What {file} says of itself is longer than that of any model."),
        _GET_GGUF_AGAIN,
    ),
    "model_refused.gguf_not_a_generator": (
        _NOT_ADDED,
        QT_TR_NOOP("{file} holds a model that does not write, such as one for pictures or for vectors."),
        QT_TR_NOOP("Choose an instruction-tuned language model; for finding, add the folder of an embedder."),
    ),
    "model_refused.gguf_in_pieces": (
        _NOT_ADDED,
        QT_TR_NOOP("{file} is one of several pieces of a model."),
        QT_TR_NOOP("Choose a model that is one file."),
    ),
    "acceptance_interrupted": (
        QT_TR_NOOP("The check did not finish"),
        QT_TR_NOOP("The process that runs the model stopped or failed meanwhile."),
        QT_TR_NOOP("Check the model again. If it keeps happening, choose a smaller one."),
    ),
    "model_known": (
        QT_TR_NOOP("This model is here already"),
        QT_TR_NOOP("Its weights are those of {name}."),
        QT_TR_NOOP("Models and index lists all models; so does “anamnesis models list”."),
    ),
    "model_name_taken": (
        QT_TR_NOOP("There is another model of this name"),
        QT_TR_NOOP("{name} is here already, with other weights."),
        QT_TR_NOOP("Rename the file or folder, or give another name with --name."),
    ),
    "model_unknown": (
        QT_TR_NOOP("There is no such model"),
        QT_TR_NOOP("This computer has no model with the name {name}."),
        QT_TR_NOOP("Models and index lists all models; so does “anamnesis models list”."),
    ),
    "model_is_starter": (
        QT_TR_NOOP("Starter models stay"),
        QT_TR_NOOP("{name} came with Anamnesis and is what it falls back to."),
        "",
    ),
    "model_in_use": (
        QT_TR_NOOP("This model is in use"),
        QT_TR_NOOP("{name} is what this computer finds or writes with."),
        QT_TR_NOOP("Choose another one first, then remove it."),
    ),
    "model_library_damaged": (
        QT_TR_NOOP("The list of models cannot be read"),
        QT_TR_NOOP(
            "library.json in the models folder is damaged. The starter models work without it, and each"
            " practice keeps the index it has."
        ),
        QT_TR_NOOP("Move it away and add the models again: models are in no backup."),
    ),
    "models_folder_unusable": (
        QT_TR_NOOP("The models folder cannot be written"),
        QT_TR_NOOP("{directory}: {reason}."),
        QT_TR_NOOP("Let somebody who may write there run the command."),
    ),
    "models_folder_busy": (
        QT_TR_NOOP("The models are being changed already"),
        QT_TR_NOOP("Another program is adding or removing a model."),
        QT_TR_NOOP("Try again when it is done."),
    ),
}
