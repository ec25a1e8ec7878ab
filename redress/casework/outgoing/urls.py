"""Which address leads to which page of what is posted? They stand under /casework/post/out/."""

from django.urls import path

from redress.casework.outgoing import one_letter, queue
from redress.casework.outgoing import pages as post_out

urlpatterns = [
    path("post/out/", queue.waiting, name="post-out"),
    path("post/out/make/", queue.make, name="post-out-make"),
    path("post/out/letters/<int:pk>/", one_letter.late, name="post-out-late"),
    path("post/out/letters/<int:pk>/back/", one_letter.back, name="post-out-back"),
    path("post/out/back/", one_letter.find_back, name="post-out-find"),
    path("post/out/<int:number>/", post_out.batch, name="post-out-batch"),
    path("post/out/<int:number>/batch.pdf", post_out.batch_printed, name="post-out-pdf"),
    path("post/out/<int:number>/letters/<int:line>.pdf", post_out.letter_printed, name="post-out-letter"),
    path("post/out/<int:number>/letters/<int:line>/", post_out.line, name="post-out-line"),
    path("post/out/<int:number>/printed/", post_out.printed, name="post-out-printed"),
    path("post/out/<int:number>/posted/", post_out.posted, name="post-out-posted"),
    path("post/out/<int:number>/proof/", post_out.proof, name="post-out-proof"),
]
